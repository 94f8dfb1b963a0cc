using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Delivery;

/// <summary>Compares what a record should have with what it has. Pure.</summary>
internal static class DraftPlan
{
    public static IEnumerable<DocumentWrite<TDocument>> Missing<TDocument>(
        Change change,
        TransformResult<TDocument> result,
        IReadOnlyDictionary<string, LedgerDocument> posted)
        where TDocument : class
    {
        foreach (DocumentDraft<TDocument> draft in result.Drafts)
        {
            LedgerDocument? existing = posted.GetValueOrDefault(draft.Key);
            bool stands = existing is { State: DocumentState.Posted };
            bool needed = draft.Operation switch
            {
                DraftOperation.Void => stands,
                _ => !stands || existing!.Hash != draft.Hash || existing.Total != draft.Total || existing.Tax != draft.Tax,
            };
            if (needed && !(draft.Operation == DraftOperation.Post
                && existing is { State: DocumentState.Posted, Hash.IsUnknown: true }
                && existing.Total == draft.Total
                && string.Equals(existing.Currency, draft.Currency, StringComparison.Ordinal)))
            {
                yield return new DocumentWrite<TDocument>
                {
                    Flow = change.Flow,
                    Record = change.Record,
                    Draft = draft,
                    Existing = stands ? existing : null,
                    FirstGeneration = (existing?.Generation ?? 0) + 1,
                };
            }
        }
    }
}
