using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Lanes;

namespace SyncKit.Connecting;

/// <summary>Switches connections and flows off and on by a person's decision, and removes them.</summary>
internal sealed class ConnectionSwitch(
    IConnectionStore connections, ConsentFlows flows, Disconnection disconnection, ILaneStore lanes, IAuditTrail audit, WorkSignal signal, TimeProvider time)
{
    private const string PausedCode = "paused";

    public async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no connection '{id}'.");
    }

    public async Task<Failure?> DisconnectAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await disconnection.RunAsync(await FindAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async Task PauseAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        Connection connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (connection.Status.State == ConnectionState.Disabled)
        {
            return;
        }

        ConnectionStatus paused = new(ConnectionState.Disabled, PausedCode, "Somebody paused it. Let it go on when you are ready.", time.GetUtcNow());
        await connections.SwitchAsync(id, paused, cancellationToken).ConfigureAwait(false);
        await lanes.PauseAsync(id, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        await NoteAsync(id, "connection.paused", PausedCode, cancellationToken).ConfigureAwait(false);
    }

    public async Task ResumeAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        Connection connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (connection.Status.Code == Disconnection.Code)
        {
            throw new InvalidOperationException($"The connection '{id}' was disconnected and has no credentials: connect it again.");
        }

        await connections.SwitchAsync(id, ConnectionStatus.Connected with { Since = time.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
        await lanes.PauseAsync(id, DateTimeOffset.MinValue, cancellationToken).ConfigureAwait(false);
        await NoteAsync(id, "connection.resumed", "resume", cancellationToken).ConfigureAwait(false);
        signal.Raise();
    }

    public async Task<bool> RemoveAsync(ConnectionId id, bool evenWithWork, CancellationToken cancellationToken)
    {
        Connection connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (!evenWithWork && (await connections.CountTiesAsync(id, cancellationToken).ConfigureAwait(false)).HasWork)
        {
            return false;
        }

        await disconnection.RunAsync(connection, cancellationToken).ConfigureAwait(false);
        string? account = flows.Find(id.Connector)?.AccountOf(connection.Settings);
        bool removed = await connections.RemoveAsync(id, account, evenWithWork, cancellationToken).ConfigureAwait(false);
        if (removed)
        {
            await NoteAsync(id, "connection.removed", evenWithWork ? "even with work" : "remove", CancellationToken.None).ConfigureAwait(false);
        }

        return removed;
    }

    public async Task<bool> SwitchOffAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        bool was = await connections.UnbindAsync(binding, cancellationToken).ConfigureAwait(false);
        if (was)
        {
            await NoteAsync(binding.Source, "flow.off", $"{binding.Flow} to {binding.Destination}", CancellationToken.None).ConfigureAwait(false);
        }

        return was;
    }

    public Task NoteAsync(ConnectionId id, string action, string reason, CancellationToken cancellationToken) => audit.AppendAsync(
        [new AuditEntry(id.Tenant, time.GetUtcNow(), action, id.ToString(), reason, Actor.Current)], cancellationToken);
}
