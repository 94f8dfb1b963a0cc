using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Lanes;
using SyncKit.PostgreSql.Ledger;

namespace SyncKit.PostgreSql.Inbox;

/// <summary>
/// Takes changes of one tenant into the inbox in two round trips: one that locks and reads what is known of the records, and one that writes. Between them
/// the changes meet what is known one after the other.
/// </summary>
internal sealed class InboxCommit
{
    private readonly string tenant;
    private readonly IReadOnlyList<Change> changes;
    private readonly RecordKeys keys;
    private readonly Place[] places;
    private readonly FlowTally tally = new();
    private List<(int Key, WaitingRow Row)> waiting = [];
    private List<(int Key, SettledRow Row)> settled = [];

    public InboxCommit(TenantId tenant, IReadOnlyList<Change> changes)
    {
        this.tenant = tenant.Value;
        this.changes = changes;
        keys = new RecordKeys(changes.Select(change => (change.Flow, change.Record)));
        places = new Place[keys.Count];
    }

    /// <summary>
    /// Locks the lanes before anything else, because a settlement does so too: then neither waits for a row that the other has while it holds the lane.
    /// </summary>
    public void Ask(Batch batch)
    {
        if (changes.Count > 0)
        {
            LaneRows.Lock(batch, tenant, changes.Select(change => ConnectionText.Of(change.Lane)));
            waiting = InboxRows.Lock(batch, tenant, keys);
            settled = RecordRows.ListSettled(batch, tenant, keys);
        }
    }

    public CommitReceipt Decide()
    {
        Dictionary<int, WaitingRow> rows = waiting.ToDictionary(found => found.Key, found => found.Row);
        Dictionary<int, SettledRow> known = settled.ToDictionary(found => found.Key, found => found.Row);
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = new Place { Row = rows.GetValueOrDefault(i), Settled = known.GetValueOrDefault(i) };
        }

        CommitReceipt receipt = default;
        foreach (Change change in changes)
        {
            receipt += Decide(change, places[keys.IndexOf(change.Flow, change.Record)]);
        }

        return receipt;
    }

    /// <returns>Whether something is put that may be due.</returns>
    public bool Write(Batch batch)
    {
        List<Place> put = InOrderOfArrival();
        InboxRows.Replace(batch, tenant, [.. put.Where(place => place.Row is not null)]);
        InboxRows.Add(batch, tenant, [.. put.Where(place => place.Row is null)]);
        LaneRows.Ready(batch, tenant, put.Select(place => (ConnectionText.Of(place.Put!.Lane), place.Put.NotBefore.UtcTicks)));
        tally.Write(batch, tenant);
        return put.Count > 0;
    }

    private CommitReceipt Decide(Change change, Place place)
    {
        FlowMove move = tally[change.Flow];
        move.Entered++;
        bool waited = place.Waits;
        Incoming incoming = place.Meet(change, ConnectionText.Of(change.Lane));
        if (incoming == Incoming.Unchanged)
        {
            move.Unchanged++;
            return new CommitReceipt(0, 0, 1);
        }

        if (incoming is Incoming.Waits or Incoming.WaitsThin)
        {
            place.Take(change, incoming == Incoming.WaitsThin);
            if (!waited)
            {
                return new CommitReceipt(1, 0, 0);
            }
        }

        move.Superseded++;
        return new CommitReceipt(0, 1, 0);
    }

    /// <summary>The order decides whose turn it is first.</summary>
    private List<Place> InOrderOfArrival()
    {
        HashSet<int> seen = [];
        List<Place> put = [];
        foreach (Change change in changes)
        {
            int key = keys.IndexOf(change.Flow, change.Record);
            if (places[key].Put is not null && seen.Add(key))
            {
                put.Add(places[key]);
            }
        }

        return put;
    }
}
