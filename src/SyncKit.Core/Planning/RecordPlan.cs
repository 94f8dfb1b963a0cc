using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Planning;

/// <summary>One record on its way to a plan: each stage of its documents is taken for written, until nothing is missing.</summary>
internal sealed class RecordPlan<TRecord, TDocument>(Change change, LedgerView known, Connection source, Connection destination, bool retriesDead)
    where TRecord : class, IRecord
    where TDocument : class
{
    private const int MostRounds = 50;

    /// <summary>The code of a dead letter whose document a person changed in the books: newer changes of the record do not lift it.</summary>
    private const string BooksChanged = "books.changed";

    private readonly Dictionary<string, LedgerDocument> posted = new(known.Documents, StringComparer.Ordinal);
    private readonly List<PlannedDocument> documents = [];
    private TRecord? record;
    private Failure? refusal;

    public IReadOnlyCollection<Reference> References { get; private set; } = [];

    /// <summary>Whether a sync would not look at the record: what it says was settled before, or something newer was.</summary>
    private bool IsSettled => known.Record is { } settled
        && !(retriesDead && settled.State == LedgerState.Dead)
        && (change.ModifiedAt < settled.ModifiedAt
            || (change.IsDeleted || settled.IsDeleted ? change.IsDeleted == settled.IsDeleted : change.Hash == settled.Hash && !change.Hash.IsUnknown));

    /// <summary>Reads the record and what it refers to.</summary>
    public void Read(ISource<TRecord> reader, ITransformer<TRecord, TDocument> transformer)
    {
        if (IsSettled || change.IsDeleted)
        {
            return;
        }

        if (change.IsThin)
        {
            refusal = RecordFailures.NotAnswered(change.Record);
            return;
        }

        try
        {
            record = reader.Parse(change.Payload);
            References = transformer.References(record, Context(new Dictionary<Reference, ReferenceAnswer>()));
        }
        catch (RecordFormatException malformed)
        {
            refusal = RecordFailures.Malformed(change.Record, malformed);
        }
        catch (Exception unexpected)
        {
            refusal = RecordFailures.Broken(change.Record, unexpected);
        }
    }

    public PlannedRecord Conclude(
        ITransformer<TRecord, TDocument> transformer,
        IReadOnlyDictionary<Reference, ReferenceAnswer> resolved,
        InventedWrites writes,
        DateTimeOffset now)
    {
        if (IsSettled)
        {
            return known.Record is { State: LedgerState.Dead } dead ? Refused(RecordFailures.Held(dead), default) : Settled(known.Record!);
        }

        if (refusal is not null)
        {
            return Refused(refusal, default);
        }

        TransformContext context = Context(resolved);
        for (int round = 1; round <= MostRounds; round++)
        {
            TransformResult<TDocument> result;
            try
            {
                result = record is null ? transformer.TransformDeleted(context) : transformer.Transform(record, context);
            }
            catch (Exception unexpected)
            {
                return Refused(RecordFailures.Broken(change.Record, unexpected), default);
            }

            if (result.Refusal is { } refused)
            {
                return Refused(refused, result.Total);
            }

            TakeOverAdopted(result);
            List<DocumentWrite<TDocument>> missing = [.. DraftPlan.Missing(change, result, posted)];
            if (missing.Count > 0 && known.Record is { State: LedgerState.Dead, Code: BooksChanged } held && !retriesDead)
            {
                return Refused(RecordFailures.Held(held), result.Total);
            }

            missing.ForEach(write => Pretend(write, writes, now));
            if (missing.Count == 0 || !result.MoreFollows)
            {
                return Finished(result, resolved);
            }
        }

        return Refused(RecordFailures.Endless(change.Record, MostRounds), default);
    }

    /// <summary>A document that was there before the first sync stays as it is while its total agrees; its content and its tax are nobody's error.</summary>
    private void TakeOverAdopted(TransformResult<TDocument> result)
    {
        foreach (DocumentDraft<TDocument> draft in result.Drafts.Where(draft => draft.Operation == DraftOperation.Post))
        {
            if (posted.GetValueOrDefault(draft.Key) is { State: DocumentState.Posted, Hash.IsUnknown: true } adopted
                && adopted.Total == draft.Total
                && string.Equals(adopted.Currency, draft.Currency, StringComparison.Ordinal))
            {
                posted[draft.Key] = adopted with { Hash = draft.Hash, Tax = draft.Tax };
            }
        }
    }

    private void Pretend(DocumentWrite<TDocument> write, InventedWrites writes, DateTimeOffset now)
    {
        DocumentDraft<TDocument> draft = write.Draft;
        LedgerDocument? standing = known.Documents.GetValueOrDefault(draft.Key) is { State: DocumentState.Posted } there ? there : null;
        posted[draft.Key] = writes.Document(write, destination.Id, now);
        PlannedAction action = draft.Operation == DraftOperation.Void ? PlannedAction.Void
            : standing is null ? PlannedAction.Create
            : PlannedAction.Update;
        documents.RemoveAll(document => string.Equals(document.Key, draft.Key, StringComparison.Ordinal));
        documents.Add(Planned(draft, action, standing));
    }

    private static PlannedDocument Planned(DocumentDraft<TDocument> draft, PlannedAction action, LedgerDocument? standing) => new()
    {
        Key = draft.Key,
        Kind = draft.Kind,
        Action = action,
        Total = draft.Total,
        Tax = draft.Tax,
        Currency = draft.Currency,
        CountsTowardsTotal = draft.CountsTowardsTotal,
        Rule = draft.Rule,
        Existing = standing,
        ContentChanges = action == PlannedAction.Update && !standing!.Hash.IsUnknown && standing.Hash != draft.Hash,
    };

    private PlannedRecord Finished(TransformResult<TDocument> result, IReadOnlyDictionary<Reference, ReferenceAnswer> resolved)
    {
        decimal booked = posted.Values.Where(document => document.State == DocumentState.Posted && document.CountsTowardsTotal).Sum(document => document.Total);
        if (booked != result.Total.Amount)
        {
            return Refused(RecordFailures.Differs(change.Record, result.Total, booked), result.Total);
        }

        bool writes = documents.Exists(document => document.Action is PlannedAction.Create or PlannedAction.Update);
        bool stood = known.Documents.Values.Any(document => document.State == DocumentState.Posted);
        PlannedAction action = (writes, stood, documents.Count > 0, result.SkipRule is not null) switch
        {
            (true, false, _, _) => PlannedAction.Create,
            (true, true, _, _) => PlannedAction.Update,
            (false, _, true, _) => PlannedAction.Void,
            (false, _, false, true) => PlannedAction.Skip,
            _ => PlannedAction.Unchanged,
        };
        foreach (DocumentDraft<TDocument> draft in result.Drafts.Where(draft => draft.Operation == DraftOperation.Post && !IsPlanned(draft.Key)))
        {
            documents.Add(Planned(draft, PlannedAction.Unchanged, known.Documents.GetValueOrDefault(draft.Key)));
        }

        return Of(action) with
        {
            Total = result.Total,
            NewReferences = action is PlannedAction.Create or PlannedAction.Update ? [.. References.Where(reference => IsNew(reference, resolved))] : [],
            SkipRule = result.SkipRule ?? string.Empty,
            SkipMessage = result.SkipMessage,
        };
    }

    private bool IsPlanned(string key) => documents.Exists(document => string.Equals(document.Key, key, StringComparison.Ordinal));

    private static bool IsNew(Reference reference, IReadOnlyDictionary<Reference, ReferenceAnswer> resolved) =>
        resolved.GetValueOrDefault(reference)?.Resolved is { } found && InventedWrites.IsInvented(found.Id);

    private PlannedRecord Settled(LedgerRecord settled)
    {
        documents.AddRange(known.Documents.Values.Where(document => document.State == DocumentState.Posted).Select(document => new PlannedDocument
        {
            Key = document.Key,
            Kind = document.Kind,
            Action = PlannedAction.Unchanged,
            Total = document.Total,
            Tax = document.Tax,
            Currency = document.Currency,
            CountsTowardsTotal = document.CountsTowardsTotal,
            Existing = document,
        }));
        bool skipped = settled.State == LedgerState.Skipped;
        return Of(skipped ? PlannedAction.Skip : PlannedAction.Unchanged) with
        {
            Total = new Money(settled.Total, settled.Currency),
            SkipRule = skipped ? settled.Code : string.Empty,
            SkipMessage = skipped ? settled.Message : string.Empty,
        };
    }

    private PlannedRecord Refused(Failure failure, Money total) => Of(PlannedAction.Refuse) with { Refusal = failure, Total = total };

    private PlannedRecord Of(PlannedAction action) => new()
    {
        Flow = change.Flow,
        Record = change.Record,
        Destination = change.Lane,
        Action = action,
        Documents = documents,
    };

    private TransformContext Context(IReadOnlyDictionary<Reference, ReferenceAnswer> resolved) => new()
    {
        Record = change.Record,
        Payload = change.Payload,
        Source = source,
        Destination = destination,
        Posted = posted,
        References = resolved,
    };
}
