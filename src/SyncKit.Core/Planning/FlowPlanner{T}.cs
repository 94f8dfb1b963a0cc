using System.Runtime.CompilerServices;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Planning;

/// <summary>The path from the source to the ledger, ended before anything is made durable or sent: read, parse, resolve, transform.</summary>
internal sealed class FlowPlanner<TRecord, TDocument>(
    ISource<TRecord> source,
    ITransformer<TRecord, TDocument> transformer,
    IDestination<TDocument> destination,
    IReferenceStore store,
    ILedger ledger,
    TimeProvider time) : FlowPlanner
    where TRecord : class, IRecord
    where TDocument : class
{
    public override async IAsyncEnumerable<PlannedRecord> PlanAsync(
        StreamId stream,
        FlowBinding binding,
        Connection from,
        Connection to,
        SyncOptions options,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        InventedWrites writes = new();
        PlanReferences<TDocument> references = new(destination, store, to, writes);
        await foreach (IReadOnlyList<SourceRecord> part in RecordReading
            .ReadAsync(source, from, options, cursor, cancellationToken)
            .ConfigureAwait(false))
        {
            DateTimeOffset now = time.GetUtcNow();
            List<Change> changes = ChangeFanOut.Spread(stream, part, [binding], ChangePriority.Backfill, now);
            IReadOnlyDictionary<RecordKey, LedgerView> known = await ledger
                .FindAsync(binding.Flow, binding.Destination, [.. changes.Select(change => change.Record).Distinct()], cancellationToken)
                .ConfigureAwait(false);
            List<RecordPlan<TRecord, TDocument>> plans =
            [
                .. changes.Select(change => new RecordPlan<TRecord, TDocument>(
                    change, known.GetValueOrDefault(change.Record, LedgerView.Empty), from, to, retriesDead: options.Mode == SyncMode.Single)),
            ];
            HashSet<Reference> needed = [];
            foreach (RecordPlan<TRecord, TDocument> plan in plans)
            {
                plan.Read(source, transformer);
                needed.UnionWith(plan.References);
            }

            IReadOnlyDictionary<Reference, ReferenceAnswer> resolved =
                await references.ResolveAsync(needed, now, cancellationToken).ConfigureAwait(false);
            foreach (RecordPlan<TRecord, TDocument> plan in plans)
            {
                yield return plan.Conclude(transformer, resolved, writes, now);
            }
        }
    }
}
