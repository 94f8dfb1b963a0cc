using Microsoft.Extensions.Logging;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>The one path from the inbox to the ledger: fetch, parse, resolve, then transform and write until nothing is missing.</summary>
internal sealed class FlowPipeline<TRecord, TDocument>(
    ISource<TRecord> source,
    ITransformer<TRecord, TDocument> transformer,
    IDestination<TDocument> destination,
    IConnectionStore connections,
    ILedger ledger,
    ReferenceMemory references,
    RecheckMemory rechecked,
    SyncKitOptions options,
    TimeProvider time,
    ILogger logger) : FlowPipeline
    where TRecord : class, IRecord
    where TDocument : class
{
    private const int MostRounds = 50;

    /// <summary>How many records are worked on before others get their turn: whoever waits for an answer must not wait for a whole batch.</summary>
    private const int Unbroken = 32;

    public override IDestination Destination => destination;

    public override async Task ProcessAsync(LaneSession session, IReadOnlyList<InboxItem> items, CancellationToken cancellationToken)
    {
        OutcomeWriter outcomes = new(session, options);
        List<RecordEntry<TRecord, TDocument>> entries = await LoadAsync(session, items, cancellationToken).ConfigureAwait(false);
        Dictionary<ConnectionId, Connection> sources = await SourcesAsync(entries, cancellationToken).ConfigureAwait(false);
        RecordFetch<TRecord, TDocument> fetch = new(source, outcomes);
        await fetch.RunAsync(entries, sources, session.Now, cancellationToken).ConfigureAwait(false);
        foreach (RecordEntry<TRecord, TDocument>[] part in entries.Chunk(Unbroken))
        {
            Parse(part, outcomes);
            await Task.Yield();
        }

        LaneDelivery<TRecord, TDocument> delivery = new(
            session, destination, references, rechecked, outcomes, new Precedence(session, items, time), options);
        IReadOnlyDictionary<Reference, ReferenceAnswer> resolved =
            await ResolveAsync(session, entries, sources, outcomes, cancellationToken).ConfigureAwait(false);
        List<RecordEntry<TRecord, TDocument>> active = [.. entries.Where(entry => entry.IsOpen)];
        for (int round = 1; active.Count > 0; round++)
        {
            if (round > MostRounds)
            {
                active.ForEach(entry => outcomes.Fail(entry, RecordFailures.Endless(entry.Item.Change.Record, MostRounds)));
                break;
            }

            List<PlannedWrite<TRecord, TDocument>> missing = [];
            foreach (RecordEntry<TRecord, TDocument>[] part in active.Chunk(Unbroken))
            {
                missing.AddRange(Transform(part, sources, session, resolved, outcomes));
                await Task.Yield();
            }

            await delivery.WriteAsync(entries, missing, cancellationToken).ConfigureAwait(false);
            if (delivery.GaveWay)
            {
                break;
            }

            active = [.. missing.Select(write => write.Entry).Distinct().Where(entry => entry.IsOpen)];
            if (delivery.ForgotReferences)
            {
                resolved = await ResolveAsync(session, active, sources, outcomes, cancellationToken).ConfigureAwait(false);
            }
        }

        await ForgetAsync(session, entries, cancellationToken).ConfigureAwait(false);
        await delivery.SettleAsync(entries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a person mends in the destination shows in what records refer to, so whoever tries a held one again must look it up anew.</summary>
    private async Task ForgetAsync(LaneSession session, List<RecordEntry<TRecord, TDocument>> entries, CancellationToken cancellationToken)
    {
        HashSet<Reference> doubtful = [];
        foreach (RecordEntry<TRecord, TDocument> entry in entries)
        {
            if (entry.Outcome?.Record is { State: LedgerState.Dead } dead && destination.CurableCodes.Contains(dead.Code))
            {
                doubtful.UnionWith(entry.References);
            }
        }

        if (doubtful.Count > 0)
        {
            await references.ForgetAsync(session, doubtful, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<RecordEntry<TRecord, TDocument>>> LoadAsync(
        LaneSession session,
        IReadOnlyList<InboxItem> items,
        CancellationToken cancellationToken)
    {
        List<RecordKey> keys = [.. items.Select(item => item.Change.Record)];
        IReadOnlyDictionary<RecordKey, LedgerView> known =
            await ledger.FindAsync(items[0].Change.Flow, session.Lane, keys, cancellationToken).ConfigureAwait(false);
        return [.. items.Select(item => new RecordEntry<TRecord, TDocument>(item, known.GetValueOrDefault(item.Change.Record, LedgerView.Empty)))];
    }

    private async Task<Dictionary<ConnectionId, Connection>> SourcesAsync(
        List<RecordEntry<TRecord, TDocument>> entries,
        CancellationToken cancellationToken)
    {
        Dictionary<ConnectionId, Connection> sources = [];
        foreach (ConnectionId id in entries.Select(entry => entry.Item.Change.Record.Source).Distinct())
        {
            Connection? connection = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
            sources[id] = connection ?? new Connection { Id = id, Settings = new ConnectionSettings("{}") };
        }

        return sources;
    }

    private void Parse(RecordEntry<TRecord, TDocument>[] entries, OutcomeWriter outcomes)
    {
        foreach (RecordEntry<TRecord, TDocument> entry in entries.Where(entry => entry.IsOpen && !entry.IsDeleted))
        {
            try
            {
                entry.Record = Guarded(entry, outcomes, () => source.Parse(entry.Payload));
            }
            catch (RecordFormatException malformed)
            {
                outcomes.Fail(entry, RecordFailures.Malformed(entry.Item.Change.Record, malformed));
            }
        }
    }

    private async Task<IReadOnlyDictionary<Reference, ReferenceAnswer>> ResolveAsync(
        LaneSession session,
        List<RecordEntry<TRecord, TDocument>> entries,
        Dictionary<ConnectionId, Connection> sources,
        OutcomeWriter outcomes,
        CancellationToken cancellationToken)
    {
        HashSet<Reference> needed = [];
        foreach (RecordEntry<TRecord, TDocument> entry in entries.Where(entry => entry.IsOpen && entry.Record is not null))
        {
            IReadOnlyCollection<Reference>? named = Guarded(
                entry, outcomes, () => transformer.References(entry.Record!, Context(entry, sources, session, null)));
            entry.References = named ?? [];
            needed.UnionWith(entry.References);
        }

        return await references.ResolveAsync(session, destination, needed, cancellationToken).ConfigureAwait(false);
    }

    private List<PlannedWrite<TRecord, TDocument>> Transform(
        RecordEntry<TRecord, TDocument>[] active,
        Dictionary<ConnectionId, Connection> sources,
        LaneSession session,
        IReadOnlyDictionary<Reference, ReferenceAnswer> resolved,
        OutcomeWriter outcomes)
    {
        List<PlannedWrite<TRecord, TDocument>> missing = [];
        foreach (RecordEntry<TRecord, TDocument> entry in active)
        {
            TransformContext context = Context(entry, sources, session, resolved);
            TransformResult<TDocument>? result = Guarded(entry, outcomes, () => entry.IsDeleted
                ? transformer.TransformDeleted(context)
                : transformer.Transform(entry.Record!, context));
            if (result is null)
            {
                continue;
            }

            entry.Result = result;
            if (result.Refusal is { } refusal)
            {
                if (refusal.Kind is FailureKind.NeedsAttention or FailureKind.RateLimited)
                {
                    throw new LaneInterruption(refusal);
                }

                outcomes.Fail(entry, refusal);
                continue;
            }

            Compare(entry, result, session.Connection.Settings.Version);
            List<DocumentWrite<TDocument>> writes = [.. DraftPlan.Missing(entry.Item.Change, result, entry.Posted)];
            if (writes.Count == 0)
            {
                outcomes.Finish(entry);
            }
            else if (BooksChange.Holds(entry.Known))
            {
                outcomes.Fail(entry, BooksChange.Again(entry.Known!));
            }
            else
            {
                missing.AddRange(writes.Select(write => new PlannedWrite<TRecord, TDocument>(entry, write)));
            }
        }

        return missing;
    }

    /// <summary>An adopted document that agrees is known from now on as what the record says, without a write.</summary>
    private static void Compare(RecordEntry<TRecord, TDocument> entry, TransformResult<TDocument> result, int settingsVersion)
    {
        foreach (LedgerDocument compared in DraftPlan.Adopted(result, entry.Posted, settingsVersion).ToArray())
        {
            entry.Posted[compared.Key] = compared;
            entry.Compared.Add(compared);
        }
    }

    private static TransformContext Context(
        RecordEntry<TRecord, TDocument> entry,
        Dictionary<ConnectionId, Connection> sources,
        LaneSession session,
        IReadOnlyDictionary<Reference, ReferenceAnswer>? resolved)
    {
        TransformContext context = new()
        {
            Record = entry.Item.Change.Record,
            Payload = entry.Payload,
            Source = sources[entry.Item.Change.Record.Source],
            Destination = session.Connection,
            Posted = entry.Posted,
            References = resolved ?? new Dictionary<Reference, ReferenceAnswer>(),
        };
        return context;
    }

    /// <summary>Whatever a connector's code does with one record, it costs that record alone.</summary>
    private T? Guarded<T>(RecordEntry<TRecord, TDocument> entry, OutcomeWriter outcomes, Func<T> code)
        where T : class
    {
        try
        {
            return code();
        }
        catch (Exception unexpected) when (unexpected is not RecordFormatException)
        {
            LogFailed(logger, entry.Item.Change.Record, unexpected);
            outcomes.Fail(entry, RecordFailures.Broken(entry.Item.Change.Record, unexpected));
            return null;
        }
    }
}
