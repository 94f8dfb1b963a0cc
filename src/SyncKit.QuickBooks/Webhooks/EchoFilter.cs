using SyncKit.Ledger;

namespace SyncKit.QuickBooks.Webhooks;

/// <summary>
/// Tells the echo of our own writes from a person's edits: Intuit reports every change, ours too. Pure. An edit that comes so soon after a write that it is taken
/// for its echo is found by the hourly look at changes, which compares what the books hold.
/// </summary>
internal static class EchoFilter
{
    /// <summary>How far Intuit's clock may run before ours; small, since all that lies within it after a write counts as ours.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(2);

    /// <summary>Whether an event reports what was written, so that nothing needs to be read.</summary>
    /// <param name="reported">The event.</param>
    /// <param name="document">The ledger's document of the event's kind and id; <see langword="null"/> when there is none.</param>
    public static bool IsEcho(QuickBooksEvent reported, LedgerDocument? document)
    {
        ArgumentNullException.ThrowIfNull(reported);
        if (document is null
            || !string.Equals(document.DestinationId, reported.EntityId, StringComparison.Ordinal)
            || !string.Equals(document.Kind, reported.Entity, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return reported.Operation switch
        {
            // A write succeeds only on the version that was known, so a change before our last one is in what we wrote.
            QuickBooksOperation.Created or QuickBooksOperation.Updated => reported.Time <= document.WrittenAt + ClockMargin,
            QuickBooksOperation.Voided or QuickBooksOperation.Deleted =>
                document.State == DocumentState.Voided && reported.Time <= document.WrittenAt + ClockMargin,

            // Sending a document to the customer changes nothing that is compared.
            QuickBooksOperation.Emailed => true,
            _ => false,
        };
    }

    /// <summary>Whether what the books hold is the very version that was written.</summary>
    /// <param name="version">The version that was read.</param>
    /// <param name="document">The ledger's document.</param>
    public static bool IsEcho(string version, LedgerDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return version.Length > 0 && string.Equals(version, document.Version, StringComparison.Ordinal);
    }
}
