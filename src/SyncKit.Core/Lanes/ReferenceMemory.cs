using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>
/// Answers what references are: from memory, then from the store, then from the destination. A lane has one owner, so what it remembers is its own.
/// </summary>
internal sealed class ReferenceMemory(IReferenceStore store)
{
    /// <summary>A lane that knows more than this starts over from the store, which bounds the memory of a host with many tenants.</summary>
    private const int MostPerLane = 50_000;

    private readonly ConcurrentDictionary<ConnectionId, LaneReferences> lanes = new();

    public async Task<IReadOnlyDictionary<Reference, ReferenceAnswer>> ResolveAsync<TDocument>(
        LaneSession session,
        IDestination<TDocument> destination,
        IEnumerable<Reference> needed,
        CancellationToken cancellationToken)
        where TDocument : class
    {
        LaneReferences known = Known(session.Lease);
        Dictionary<Reference, ReferenceAnswer> answers = [];
        HashSet<Reference> open = [];
        DateTimeOffset now = session.Now;
        foreach (Reference reference in needed)
        {
            if (known.TryGetValue(reference, out ResolvedReference? resolved) && !resolved.IsExpired(now))
            {
                answers[reference] = new ReferenceAnswer(reference, resolved, null);
            }
            else
            {
                open.Add(reference);
            }
        }

        if (open.Count == 0)
        {
            return answers;
        }

        foreach (ResolvedReference stored in await store.FindAsync(session.Lane, open, cancellationToken).ConfigureAwait(false))
        {
            Reference reference = new(stored.Kind, stored.Key);
            if (!stored.IsExpired(now) && open.TryGetValue(reference, out Reference? asked))
            {
                open.Remove(asked);
                known[asked] = stored;
                answers[asked] = new ReferenceAnswer(asked, stored, null);
            }
        }

        if (open.Count > 0)
        {
            await AskAsync(session, destination, open, known, answers, cancellationToken).ConfigureAwait(false);
        }

        return answers;
    }

    /// <summary>Forgets references that the destination no longer takes, or that somebody may put right.</summary>
    public async Task ForgetAsync(LaneSession session, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken)
    {
        LaneReferences known = Known(session.Lease);
        foreach (Reference reference in references)
        {
            known.Remove(reference);
        }

        await store.ForgetAsync(session.Lane, references, cancellationToken).ConfigureAwait(false);
    }

    private static async Task AskAsync<TDocument>(
        LaneSession session,
        IDestination<TDocument> destination,
        HashSet<Reference> open,
        LaneReferences known,
        Dictionary<Reference, ReferenceAnswer> answers,
        CancellationToken cancellationToken)
        where TDocument : class
    {
        DeliveryContext context = new(session.Connection, session.WriteReferencesAsync, session.Now);
        IReadOnlyList<ReferenceAnswer> said = await destination.ResolveAsync(context, open, cancellationToken).ConfigureAwait(false);
        List<ResolvedReference> resolved = [];
        foreach (ReferenceAnswer answer in said)
        {
            answers[answer.Reference] = answer;
            if (answer.Resolved is { } found)
            {
                known[answer.Reference] = found;
                resolved.Add(found);
            }
        }

        if (resolved.Count > 0)
        {
            await session.SettleAsync(new Settlement { References = resolved }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What this owner knows. Another epoch means that others worked in between, and the store knows better.</summary>
    private LaneReferences Known(LaneLease lease) => lanes.AddOrUpdate(
        lease.Lane,
        _ => new LaneReferences(lease.Epoch),
        (_, known) => known.Continues(lease.Epoch) && known.Count <= MostPerLane ? known : new LaneReferences(lease.Epoch));

    private sealed class LaneReferences(long epoch) : Dictionary<Reference, ResolvedReference>
    {
        private long last = epoch;

        public bool Continues(long now)
        {
            bool continues = now - last is 0 or 1;
            last = now;
            return continues;
        }
    }
}
