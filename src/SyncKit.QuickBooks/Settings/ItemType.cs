using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>What kind of item is made for a product that the company does not have.</summary>
public enum ItemType
{
    /// <summary>Goods whose stock is not counted in QuickBooks.</summary>
    [JsonStringEnumMemberName("NonInventory")]
    NonInventory,

    /// <summary>A service.</summary>
    [JsonStringEnumMemberName("Service")]
    Service,
}
