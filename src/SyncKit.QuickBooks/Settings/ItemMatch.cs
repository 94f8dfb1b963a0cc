using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>By what the item of an order line is found.</summary>
public enum ItemMatch
{
    /// <summary>By SKU, and by name where the line has no SKU or no item has it.</summary>
    [JsonStringEnumMemberName("SkuThenName")]
    SkuThenName,

    /// <summary>By SKU only; a line without one goes to the catch-all item.</summary>
    [JsonStringEnumMemberName("Sku")]
    Sku,

    /// <summary>By name only.</summary>
    [JsonStringEnumMemberName("Name")]
    Name,
}
