using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Ledger;

/// <summary>What became of a record in one flow.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Settled">What became of its newest settled change; absent when only its documents are known.</param>
/// <param name="Documents">Its documents, voided ones included.</param>
internal sealed record RecordAnswer(string Flow, SettledAnswer? Settled, IReadOnlyList<DocumentAnswer> Documents)
{
    public static RecordAnswer Of(string flow, LedgerView view) => new(
        flow,
        view.Record is null ? null : SettledAnswer.Of(view.Record),
        [.. view.Documents.Values.OrderBy(document => document.Key, StringComparer.Ordinal).Select(DocumentAnswer.Of)]);
}
