using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Transforming;

namespace SyncKit.Planning;

/// <summary>
/// Answers what references are while a plan is made: from the plan's memory, then from the store, then from the destination, whose writes are invented.
/// Nothing is stored.
/// </summary>
internal sealed class PlanReferences<TDocument>(
    IDestination<TDocument> destination,
    IReferenceStore store,
    Connection connection,
    InventedWrites writes)
    where TDocument : class
{
    /// <summary>A plan that remembers more than this starts over from the store, which bounds its memory.</summary>
    private const int Most = 50_000;

    private readonly Dictionary<Reference, ReferenceAnswer> known = [];

    public async Task<IReadOnlyDictionary<Reference, ReferenceAnswer>> ResolveAsync(
        HashSet<Reference> needed,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (known.Count > Most)
        {
            known.Clear();
        }

        Dictionary<Reference, ReferenceAnswer> answers = [];
        HashSet<Reference> open = [];
        foreach (Reference reference in needed)
        {
            if (known.TryGetValue(reference, out ReferenceAnswer? answer) && answer.Resolved?.IsExpired(now) != true)
            {
                answers[reference] = answer;
            }
            else
            {
                open.Add(reference);
            }
        }

        if (open.Count > 0)
        {
            await FindAsync(open, answers, now, cancellationToken).ConfigureAwait(false);
        }

        if (open.Count > 0)
        {
            DeliveryContext context = new(connection, writes.WriteAsync, now);
            foreach (ReferenceAnswer said in await destination.ResolveAsync(context, open, cancellationToken).ConfigureAwait(false))
            {
                answers[said.Reference] = said;
                known[said.Reference] = said;
            }
        }

        return answers;
    }

    private async Task FindAsync(
        HashSet<Reference> open,
        Dictionary<Reference, ReferenceAnswer> answers,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (ResolvedReference stored in await store.FindAsync(connection.Id, open, cancellationToken).ConfigureAwait(false))
        {
            if (!stored.IsExpired(now) && open.TryGetValue(new Reference(stored.Kind, stored.Key), out Reference? asked))
            {
                open.Remove(asked);
                ReferenceAnswer answer = new(asked, stored, null);
                answers[asked] = answer;
                known[asked] = answer;
            }
        }
    }
}
