using SyncKit.Connecting;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Lanes;
using SyncKit.Notifications;

namespace SyncKit.Connections;

/// <summary>Connects accounts: settings, credentials and flows, and the way back after a connection needed attention.</summary>
public sealed class ConnectionSetup
{
    private readonly IConnectionStore connections;
    private readonly ICredentialStore credentials;
    private readonly ILaneStore lanes;
    private readonly ConnectionNotices notices;
    private readonly WorkSignal signal;
    private readonly HandConnection hand;
    private readonly SettingsUpdate settings;
    private readonly ConnectionSwitch power;

    internal ConnectionSetup(
        IConnectionStore connections,
        ICredentialStore credentials,
        ILaneStore lanes,
        ConnectionNotices notices,
        WorkSignal signal,
        HandConnection hand,
        SettingsUpdate settings,
        ConnectionSwitch power)
    {
        this.connections = connections;
        this.credentials = credentials;
        this.lanes = lanes;
        this.notices = notices;
        this.signal = signal;
        this.hand = hand;
        this.settings = settings;
        this.power = power;
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

    /// <summary>
    /// Connects an account with credentials entered by hand, once a real call with them succeeded: nothing is stored as the connection's before, and where the
    /// connection exists its credentials are replaced and its lane goes on at once.
    /// </summary>
    /// <param name="id">Which account.</param>
    /// <param name="settingsJson">Its settings as one JSON object.</param>
    /// <param name="newCredentials">All of its credentials.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The connection with what the check found, or why it was refused.</returns>
    public Task<ConnectOutcome> ConnectByHandAsync(
        ConnectionId id, string settingsJson, CredentialSet newCredentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        ArgumentNullException.ThrowIfNull(newCredentials);
        return hand.RunAsync(id, settingsJson, newCredentials, cancellationToken);
    }

    /// <summary>Changes a connection's settings, unless the connector's check finds an error in them.</summary>
    /// <param name="id">Which account.</param>
    /// <param name="settingsJson">Its new settings as one JSON object.</param>
    /// <param name="accountMoved">
    /// Whether settings that name another account, for example another address of the store, mean the same account all the same. Default: no, and they are refused
    /// where the ledger knows the account.
    /// </param>
    /// <param name="expectedVersion">
    /// The version of the settings that was read. <see langword="null"/>: whatever is there at the beginning. Default: <see langword="null"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The connection with what the check found, or the findings for which it was refused.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    public async Task<SettingsChange> UpdateSettingsAsync(
        ConnectionId id,
        string settingsJson,
        bool accountMoved = false,
        int? expectedVersion = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        Connection connection = await power.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return await settings.RunAsync(connection, settingsJson, accountMoved, expectedVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Gives the account's access up: stops the work, revokes the access at the system where it has a call for that, and forgets the secrets. Settings, flows and
    /// ledger stay for the day on which it is connected again.
    /// </summary>
    /// <param name="id">Which account.</param>
    /// <param name="cancellationToken">Cancels between the steps; call again to finish.</param>
    /// <returns>What a person has to do at the system because access may go on there; <see langword="null"/> for nothing.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    /// <exception cref="CredentialException">The key of its secrets is out of reach for now; they stay, so that the next call can revoke with them.</exception>
    public Task<Failure?> DisconnectAsync(ConnectionId id, CancellationToken cancellationToken = default) => power.DisconnectAsync(id, cancellationToken);

    /// <summary>Stops work from and for a connection until <see cref="ResumeAsync"/>; what waits goes on waiting.</summary>
    /// <param name="id">Which account.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    public Task PauseAsync(ConnectionId id, CancellationToken cancellationToken = default) => power.PauseAsync(id, cancellationToken);

    /// <summary>Lets work go on that <see cref="PauseAsync"/> stopped.</summary>
    /// <param name="id">Which account.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="InvalidOperationException">There is no such connection, or it was disconnected and has to be connected again.</exception>
    public Task ResumeAsync(ConnectionId id, CancellationToken cancellationToken = default) => power.ResumeAsync(id, cancellationToken);

    /// <summary>
    /// Disconnects and removes a connection with its flows. The ledger keeps what was booked, and the name stays with the account: another account gets another name.
    /// </summary>
    /// <param name="id">Which account.</param>
    /// <param name="evenWithWork">
    /// Whether it is removed though changes wait, which then count as dismissed, or calls have an unknown outcome, which then stays unknown. Default: no.
    /// </param>
    /// <param name="cancellationToken">Cancels between the steps; call again to finish.</param>
    /// <returns>Whether it is removed; when not, work is under way.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    public Task<bool> RemoveAsync(ConnectionId id, bool evenWithWork = false, CancellationToken cancellationToken = default) =>
        power.RemoveAsync(id, evenWithWork, cancellationToken);

    /// <summary>Switches a flow off between two of a tenant's connections: nothing more enters, and what waits is still delivered.</summary>
    /// <param name="flow">The flow's name.</param>
    /// <param name="source">Where records come from.</param>
    /// <param name="destination">Where documents go.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it was on.</returns>
    public Task<bool> SwitchOffAsync(string flow, ConnectionId source, ConnectionId destination, CancellationToken cancellationToken = default) =>
        power.SwitchOffAsync(new FlowBinding(flow, source, destination), cancellationToken);

    /// <summary>Replaces a connection's credentials, marks it connected and lets its lane go on at once.</summary>
    /// <param name="id">Which account.</param>
    /// <param name="newCredentials">All of its credentials.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task ReconnectAsync(ConnectionId id, CredentialSet newCredentials, CancellationToken cancellationToken = default)
    {
        await credentials.SaveAsync(id, newCredentials, null, "reconnect", cancellationToken).ConfigureAwait(false);
        await connections.SwitchAsync(id, ConnectionStatus.Connected, cancellationToken).ConfigureAwait(false);
        await lanes.PauseAsync(id, DateTimeOffset.MinValue, cancellationToken).ConfigureAwait(false);
        await notices.ReconnectedAsync(id, cancellationToken).ConfigureAwait(false);
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

        if (bindings.Contains(binding))
        {
            return;
        }

        await connections.BindAsync(binding, cancellationToken).ConfigureAwait(false);
        await power.NoteAsync(source, "flow.on", $"{flow} to {destination}", cancellationToken).ConfigureAwait(false);
    }
}
