using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>What happens to a document whose date lies on or before the company's closing date.</summary>
public enum ClosedPeriod
{
    /// <summary>It is held until the closing date is moved.</summary>
    [JsonStringEnumMemberName("Hold")]
    Hold,

    /// <summary>It is dated on the first open day, and its private note says so.</summary>
    [JsonStringEnumMemberName("NextOpenDay")]
    NextOpenDay,
}
