using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>Which item a variation of a product is posted to.</summary>
public enum VariationItem
{
    /// <summary>An item of its own, by the variation's SKU or full name.</summary>
    [JsonStringEnumMemberName("Own")]
    Own,

    /// <summary>The item of the product that it is a variation of, by that product's name.</summary>
    [JsonStringEnumMemberName("Parent")]
    Parent,
}
