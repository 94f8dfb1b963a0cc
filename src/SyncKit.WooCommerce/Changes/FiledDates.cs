using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>The dates under which records of one page are filed. Pure.</summary>
internal static class FiledDates
{
    /// <summary>For each record when it was changed, and until when it may still be half-written.</summary>
    /// <param name="heads">The records in the order they came.</param>
    /// <param name="clock">The clocks when they came.</param>
    /// <param name="settleWindow">How long after its last change a record may be half-written.</param>
    public static IEnumerable<(THead Head, DateTimeOffset ModifiedAt, DateTimeOffset? UnsettledUntil)> Of<THead>(
        IReadOnlyList<THead> heads, StoreClock clock, TimeSpan settleWindow)
        where THead : class, IRecordHead<THead>
    {
        DateTimeOffset latest = heads.FirstOrDefault(static head => head.ModifiedAt is not null)?.ModifiedAt ?? clock.Store;
        foreach (THead head in heads)
        {
            // A record without a date comes in the place of its date: as late as its neighbour.
            latest = head.ModifiedAt ?? latest;

            // Of a record that never bears a date nothing tells when it is at rest: it would be read anew for ever.
            yield return (head, latest, head.ModifiedAt is null ? null : clock.UnsettledUntil(latest, settleWindow));
        }
    }
}
