using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Telemetry;

namespace SyncKit.Lanes;

/// <summary>One owner's time on a lane: what it is, and the only ways to send and to settle in it.</summary>
internal sealed class LaneSession(
    LaneLease lease,
    Connection connection,
    IDestination destination,
    ILaneStore store,
    SyncKitMeter meter,
    TimeProvider time) : IDisposable
{
    private readonly ItemTraces traces = new(meter);

    public LaneLease Lease { get; } = lease;

    public Connection Connection { get; } = connection;

    public ConnectionId Lane => Lease.Lane;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Takes what is due; what is taken is traced until it is settled.</summary>
    public async Task<IReadOnlyList<InboxItem>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        IReadOnlyList<InboxItem> items = await store.TakeAsync(Lease, most, cancellationToken).ConfigureAwait(false);
        traces.Begin(items);
        return items;
    }

    /// <summary>Looks at what would be taken, without taking it.</summary>
    public Task<IReadOnlyList<InboxItem>> PeekAsync(int most, CancellationToken cancellationToken) => store.TakeAsync(Lease, most, cancellationToken);

    /// <summary>Makes a settlement durable under the lease's fence.</summary>
    public async Task SettleAsync(Settlement settlement, CancellationToken cancellationToken)
    {
        if (!await store.SettleAsync(Lease, settlement, cancellationToken).ConfigureAwait(false))
        {
            throw new LeaseLostException(Lane);
        }

        traces.Settled(settlement.Outcomes, Now);
    }

    /// <summary>Makes intents durable, with the account's limits as they are once these are sent.</summary>
    public Task RecordAsync(Settlement settlement, CancellationToken cancellationToken) =>
        SettleAsync(settlement with { Budget = destination.ExportBudget(Connection, settlement.NewIntents) }, cancellationToken);

    /// <summary>What the audit trail says of items that became dead letters.</summary>
    public AuditEntry DeadLettered(int count) => new(Lane.Tenant, Now, "items.dead-lettered", Lane.ToString(), $"{count}", "engine");

    /// <summary>How long the account's limits keep a call from starting.</summary>
    public TimeSpan TimeToStart(Intent intent) => destination.TimeToStart(Connection, intent);

    public Task<WriteAnswer> SendAsync(Intent intent, CancellationToken cancellationToken) =>
        destination.SendAsync(Connection, intent, cancellationToken);

    public Task<WriteAnswer> LookUpAsync(Intent intent, CancellationToken cancellationToken) =>
        destination.LookUpAsync(Connection, intent, cancellationToken);

    /// <summary>Writes references: intent first, then the call, then what it made.</summary>
    public async Task<WriteAnswer> WriteReferencesAsync(Intent intent, CancellationToken cancellationToken)
    {
        await RecordAsync(new Settlement { NewIntents = [intent] }, cancellationToken).ConfigureAwait(false);
        WriteAnswer answer = await SendAsync(intent, cancellationToken).ConfigureAwait(false);
        SettledCall settled = SettledCall.Read(intent, answer, Now);
        await SettleAsync(
            new Settlement
            {
                References = settled.References,
                Documents = settled.Documents,
                ClosedIntents = settled.IsKnown ? [intent.RequestId] : [],
            },
            cancellationToken).ConfigureAwait(false);
        return settled.Interruption is { } interruption ? throw new LaneInterruption(interruption) : answer;
    }

    public void Dispose() => traces.Dispose();
}
