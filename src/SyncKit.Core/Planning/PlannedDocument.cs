using System.Globalization;
using SyncKit.Commerce;
using SyncKit.Ledger;

namespace SyncKit.Planning;

/// <summary>What a sync would do about one document of a record.</summary>
public sealed record PlannedDocument
{
    /// <summary>Which of the record's documents, for example <c>sale</c> or <c>refund:17</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The destination's kind of document, for example <c>SalesReceipt</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What would be done: create, update, void, or nothing.</summary>
    public required PlannedAction Action { get; init; }

    /// <summary>The total that it would have; negative when money goes back; zero for a void.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax that it would have; negative when money goes back; zero for a void.</summary>
    public required decimal Tax { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether the document states what the record is worth. <value>Default: true.</value></summary>
    public bool CountsTowardsTotal { get; init; } = true;

    /// <summary>The name of the tenant's rule by which the record has this document; empty when no rule chose it.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>What is there now; <see langword="null"/> when nothing is.</summary>
    public LedgerDocument? Existing { get; init; }

    /// <summary>Whether an update changes the content; where only this differs, the amounts stay.</summary>
    public bool ContentChanges { get; init; }

    /// <summary>What differs from what is there, each in a few words; empty unless it is an update.</summary>
    public IReadOnlyList<string> Differences => Existing is { } old && Action == PlannedAction.Update ? [.. Compare(old)] : [];

    /// <summary>In words, for example <c>create SalesReceipt 'sale' over 12.34 USD, of which 1.00 tax</c>.</summary>
    public override string ToString()
    {
        string which = Existing is { } there ? $"{there.Kind} {there.DestinationId} '{Key}'" : $"{Kind} '{Key}'";
        string rule = Rule.Length > 0 ? $" by rule '{Rule}'" : string.Empty;
        return Action switch
        {
            PlannedAction.Create => $"create {which} over {new Money(Total, Currency)}, of which {Amount(Tax)} tax{rule}",
            PlannedAction.Update => $"update {which}{rule}: {string.Join(", ", Differences)}",
            PlannedAction.Void => $"void {which} over {new Money(Existing?.Total ?? Total, Currency)}",
            _ => $"leave {which} over {new Money(Total, Currency)}",
        };
    }

    private IEnumerable<string> Compare(LedgerDocument old)
    {
        if (!string.Equals(old.Kind, Kind, StringComparison.Ordinal))
        {
            yield return $"kind {old.Kind} -> {Kind}";
        }

        if (!string.Equals(old.Currency, Currency, StringComparison.Ordinal))
        {
            yield return $"currency {old.Currency} -> {Currency}";
        }

        if (old.Total != Total)
        {
            yield return $"total {Amount(old.Total)} -> {new Money(Total, Currency)}";
        }

        if (old.Tax != Tax)
        {
            yield return $"tax {Amount(old.Tax)} -> {new Money(Tax, Currency)}";
        }

        if (ContentChanges)
        {
            yield return "content changed";
        }
    }

    private static string Amount(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
