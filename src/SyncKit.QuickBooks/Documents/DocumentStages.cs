using SyncKit.Commerce;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Says what is to be written next, so that every document finds those that it rests on. Pure.</summary>
internal static class DocumentStages
{
    /// <summary>The next stage of an order that has a place in the books. What has none any more goes first.</summary>
    public static TransformResult<QuickBooksDocument> Next(
        Money total, IReadOnlyList<IReadOnlyList<DocumentDraft<QuickBooksDocument>>> stages, IReadOnlyDictionary<string, LedgerDocument> posted)
    {
        HashSet<string> wanted = [.. stages.SelectMany(static stage => stage).Select(static draft => draft.Key)];
        (IReadOnlyList<DocumentDraft<QuickBooksDocument>> voids, _) = NextVoids(posted, key => !wanted.Contains(key));
        if (voids.Count > 0)
        {
            return TransformResult<QuickBooksDocument>.Write(total, voids, moreFollows: true);
        }

        List<DocumentDraft<QuickBooksDocument>> drafts = [];
        for (int i = 0; i < stages.Count; i++)
        {
            drafts.AddRange(stages[i]);
            if (!stages[i].All(draft => IsCurrent(draft, posted)))
            {
                return TransformResult<QuickBooksDocument>.Write(total, drafts, moreFollows: stages.Skip(i + 1).Any(static later => later.Count > 0));
            }
        }

        return TransformResult<QuickBooksDocument>.Write(total, drafts);
    }

    /// <summary>The voids to be written next of those documents that have no place any more, and whether there are more after them.</summary>
    public static (IReadOnlyList<DocumentDraft<QuickBooksDocument>> Drafts, bool MoreFollows) NextVoids(
        IReadOnlyDictionary<string, LedgerDocument> posted, Func<string, bool> which)
    {
        List<LedgerDocument> left = [.. posted.Values.Where(document => document.State == DocumentState.Posted && which(document.Key))];
        if (left.Count == 0)
        {
            return ([], false);
        }

        int stage = left.Min(static document => DocumentKeys.VoidStage(document.Key));
        List<LedgerDocument> now = [.. left
            .Where(document => DocumentKeys.VoidStage(document.Key) == stage)
            .OrderBy(static document => document.Key, StringComparer.Ordinal)];
        return ([.. now.Select(Void)], now.Count < left.Count);
    }

    /// <summary>Whether a document stands as it should, as the engine judges it.</summary>
    private static bool IsCurrent(DocumentDraft<QuickBooksDocument> draft, IReadOnlyDictionary<string, LedgerDocument> posted) =>
        posted.TryGetValue(draft.Key, out LedgerDocument? document)
        && document.State == DocumentState.Posted
        && (document.Hash.IsUnknown
            ? document.Total == draft.Total && document.Currency == draft.Currency
            : document.Hash == draft.Hash && document.Total == draft.Total && (document.Tax == draft.Tax || document.RequestId.Length == 0));

    private static DocumentDraft<QuickBooksDocument> Void(LedgerDocument document) => new()
    {
        Key = document.Key,
        Kind = document.Kind,
        Operation = DraftOperation.Void,
        Total = 0,
        Tax = 0,
        Currency = document.Currency,
        CountsTowardsTotal = document.CountsTowardsTotal,
    };
}
