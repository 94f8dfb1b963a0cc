using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>Where shipping stands on a document.</summary>
public enum ShippingPlace
{
    /// <summary>On a line with the shipping item. It carries its own tax.</summary>
    [JsonStringEnumMemberName("Item")]
    Item,

    /// <summary>In the form's shipping field, which automated sales tax never taxes.</summary>
    [JsonStringEnumMemberName("Field")]
    Field,
}
