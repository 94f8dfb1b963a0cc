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
                _ => !stands || !Agrees(existing!, draft),
            };
            if (needed)
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

    /// <summary>The adopted documents that agree with their record and were not compared with it yet, as the ledger is to know them.</summary>
    public static IEnumerable<LedgerDocument> Adopted<TDocument>(
        TransformResult<TDocument> result,
        IReadOnlyDictionary<string, LedgerDocument> posted,
        int settingsVersion)
        where TDocument : class =>
        from draft in result.Drafts
        where draft.Operation == DraftOperation.Post
        let existing = posted.GetValueOrDefault(draft.Key)
        where existing is { State: DocumentState.Posted, Hash.IsUnknown: true } && Agrees(existing, draft)
        select existing with
        {
            Hash = draft.Hash,
            CountsTowardsTotal = draft.CountsTowardsTotal,
            Proof = draft.Proof,
            SettingsVersion = settingsVersion,
            RequestId = string.Empty,
        };

    /// <summary>
    /// Whether a document is what it should be. One that was adopted need only agree in total and currency before it was compared, and whoever wrote it may
    /// have split its tax in another way.
    /// </summary>
    private static bool Agrees<TDocument>(LedgerDocument existing, DocumentDraft<TDocument> draft)
        where TDocument : class =>
        existing.Hash.IsUnknown
            ? existing.Total == draft.Total && string.Equals(existing.Currency, draft.Currency, StringComparison.Ordinal)
            : existing.Hash == draft.Hash && existing.Total == draft.Total && (existing.Tax == draft.Tax || existing.RequestId.Length == 0);
}
