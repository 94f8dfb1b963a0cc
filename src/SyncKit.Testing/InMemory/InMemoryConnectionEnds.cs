using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Testing.InMemory;

/// <summary>How a connection ends. Called under the storage's gate.</summary>
internal static class InMemoryConnectionEnds
{
    public static ConnectionTies Ties(InMemoryStorage storage, ConnectionId id) => new(
        storage.Inbox.Values.Count(item => HangsOn(item, id)),
        storage.Intents.Count(row => row.Lane == id),
        storage.Records.Keys.Count(key => key.Record.Source == id),
        storage.Documents.Values.Count(document => document.Lane == id));

    public static bool ForgetAccount(InMemoryStorage storage, ConnectionId id)
    {
        ConnectionTies ties = Ties(storage, id);
        if (ties.HasWork || ties.HasHistory)
        {
            return false;
        }

        foreach ((ConnectionId Lane, string Kind, string Key) key in storage.References.Keys.Where(key => key.Lane == id).ToList())
        {
            storage.References.Remove(key);
        }

        foreach (Discovery.StreamId stream in storage.Positions.Keys.Where(stream => stream.Source == id).ToList())
        {
            storage.Positions.Remove(stream);
        }

        Fence(storage, id);
        return true;
    }

    public static bool Remove(InMemoryStorage storage, ConnectionId id, string? account, bool evenWithWork, DateTimeOffset now)
    {
        if ((!evenWithWork && Ties(storage, id).HasWork) || !storage.Connections.Remove(id))
        {
            return false;
        }

        foreach ((string Flow, RecordKey Record) key in storage.Inbox.Where(row => HangsOn(row.Value, id)).Select(row => row.Key).ToList())
        {
            storage.Inbox.Remove(key);
            storage.Count(id.Tenant, key.Flow, FlowCounts.Zero with { Dismissed = 1 });
        }

        storage.Intents.RemoveAll(row => row.Lane == id);
        storage.Bindings.RemoveWhere(row => row.Source == id || row.Destination == id);
        Fence(storage, id);
        if (account is not null)
        {
            Reference key = AccountReference.Key;
            storage.References[(id, key.Kind, key.Key)] = new ResolvedReference(key.Kind, key.Key, account, new Dictionary<string, string>(), now);
        }

        return true;
    }

    private static bool HangsOn(InboxItem item, ConnectionId id) => item.Change.Lane == id || item.Change.Record.Source == id;

    private static void Fence(InMemoryStorage storage, ConnectionId id)
    {
        if (storage.Lanes.TryGetValue(id, out LaneState? lane))
        {
            lane.Epoch += 2;
            lane.Owner = null;
            lane.LeaseUntil = default;
        }
    }
}
