using SyncKit.Credentials;
using SyncKit.Lanes;

namespace SyncKit.Connections;

/// <summary>Connects accounts: settings, credentials and flows, and the way back after a connection needed attention.</summary>
public sealed class ConnectionSetup
{
    private readonly IConnectionStore connections;
    private readonly ICredentialStore credentials;
    private readonly ILaneStore lanes;
    private readonly WorkSignal signal;

    internal ConnectionSetup(IConnectionStore connections, ICredentialStore credentials, ILaneStore lanes, WorkSignal signal)
    {
        this.connections = connections;
        this.credentials = credentials;
        this.lanes = lanes;
        this.signal = signal;
    }

    /// <summary>
    /// Adds a connection or changes its settings. The credentials given here are only the first ones: where some are stored already these stay,
    /// because they may have rotated since.
    /// </summary>
    /// <param name="id">Which account.</param>
    /// <param name="settingsJson">Its settings as one JSON object.</param>
    /// <param name="firstCredentials">Its first credentials.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The stored connection.</returns>
    public async Task<Connection> ConnectAsync(
        ConnectionId id,
        string settingsJson,
        CredentialSet firstCredentials,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(firstCredentials);
        Connection connection = await connections.SaveAsync(id, settingsJson, cancellationToken).ConfigureAwait(false);
        await credentials.SaveAsync(id, firstCredentials, 0, "connect", cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Replaces a connection's credentials, marks it connected and lets its lane go on at once.</summary>
    /// <param name="id">Which account.</param>
    /// <param name="newCredentials">All of its credentials.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task ReconnectAsync(ConnectionId id, CredentialSet newCredentials, CancellationToken cancellationToken = default)
    {
        await credentials.SaveAsync(id, newCredentials, null, "reconnect", cancellationToken).ConfigureAwait(false);
        await connections.MarkAsync(id, ConnectionStatus.Connected, cancellationToken).ConfigureAwait(false);
        await lanes.PauseAsync(id, DateTimeOffset.MinValue, cancellationToken).ConfigureAwait(false);
        signal.Raise();
    }

    /// <summary>Switches a declared flow on between two of a tenant's connections; doing so twice is the same as once.</summary>
    /// <param name="flow">The flow's name.</param>
    /// <param name="source">Where records come from.</param>
    /// <param name="destination">Where documents go.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="InvalidOperationException">
    /// The flow already takes this source's records elsewhere: a record has one ledger entry per flow, so a second destination needs a flow of its own.
    /// </exception>
    public async Task SwitchOnAsync(string flow, ConnectionId source, ConnectionId destination, CancellationToken cancellationToken = default)
    {
        FlowBinding binding = new(flow, source, destination);
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(binding.Tenant, cancellationToken).ConfigureAwait(false);
        FlowBinding? other = bindings.FirstOrDefault(bound =>
            string.Equals(bound.Flow, flow, StringComparison.Ordinal) && bound.Source == source && bound.Destination != destination);
        if (other is not null)
        {
            throw new InvalidOperationException(
                $"The flow '{flow}' already takes the records of '{source}' to '{other.Destination}'. Declare another flow for '{destination}'.");
        }

        await connections.BindAsync(binding, cancellationToken).ConfigureAwait(false);
    }
}
