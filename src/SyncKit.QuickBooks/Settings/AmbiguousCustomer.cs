using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>What happens when several customers of the company have a buyer's e-mail address.</summary>
public enum AmbiguousCustomer
{
    /// <summary>The one that was made first is used.</summary>
    [JsonStringEnumMemberName("UseOldest")]
    UseOldest,

    /// <summary>The order is held for a person to decide.</summary>
    [JsonStringEnumMemberName("Hold")]
    Hold,
}
