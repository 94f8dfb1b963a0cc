using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>What happens to the documents of an order that was posted and has no place in the books any more: cancelled, failed, trashed or deleted.</summary>
public enum CancelledOrder
{
    /// <summary>They are voided: they stay, with zero amounts.</summary>
    [JsonStringEnumMemberName("Void")]
    Void,

    /// <summary>They stay as they are, and the order is held for a person to decide.</summary>
    [JsonStringEnumMemberName("Hold")]
    Hold,
}
