namespace SyncKit.QuickBooks.Webhooks;

/// <summary>What a delivery says. Its events may be of several companies.</summary>
/// <param name="Events">The events that could be read, in the delivery's order.</param>
/// <param name="Skipped">How many parts of the delivery are no event: no company, no entity or no id.</param>
/// <param name="Problem">Why the delivery as a whole cannot be read, in one sentence for the log; <see langword="null"/> when it can.</param>
internal sealed record QuickBooksReading(IReadOnlyList<QuickBooksEvent> Events, int Skipped, string? Problem)
{
    public static QuickBooksReading Malformed(string problem) => new([], 0, problem);
}
