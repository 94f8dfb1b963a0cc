using SyncKit.Auditing;
using SyncKit.Connectors;
using SyncKit.Lanes;

namespace SyncKit.Connections;

/// <summary>
/// Adds connections, and tries them against their live accounts. Whatever it changes is in the audit trail. Safe for use from several threads.
/// </summary>
public sealed class CheckedConnections
{
    private readonly Dictionary<string, IConnector> connectors;
    private readonly IConnectionStore connections;
    private readonly ILaneStore lanes;
    private readonly IAuditTrail audit;
    private readonly WorkSignal signal;
    private readonly TimeProvider time;

    internal CheckedConnections(
        IEnumerable<IConnector> connectors,
        IConnectionStore connections,
        ILaneStore lanes,
        IAuditTrail audit,
        WorkSignal signal,
        TimeProvider time)
    {
        this.connectors = connectors.ToDictionary(static connector => connector.Name, StringComparer.Ordinal);
        this.connections = connections;
        this.lanes = lanes;
        this.audit = audit;
        this.signal = signal;
        this.time = time;
    }

    /// <summary>The names of the connectors that connections can be made to, in ordinal order.</summary>
    public IReadOnlyList<string> Connectors => [.. connectors.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Tries a connection for real. One that was parked until a person acts works again at once when nothing keeps it from working any more; one that is
    /// switched off stays so.
    /// </summary>
    /// <param name="id">Which connection.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>What was found; <see langword="null"/> when there is no connection of that name.</returns>
    /// <exception cref="ArgumentException">The host has no such connector.</exception>
    /// <exception cref="Faults.ConnectorException">The account refused or could not be reached.</exception>
    public async Task<IReadOnlyList<Finding>?> CheckAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        IConnector connector = Find(id);
        if (await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } connection)
        {
            return null;
        }

        IReadOnlyList<Finding> findings = await connector.CheckAsync(connection, cancellationToken).ConfigureAwait(false);
        await WakeAsync(connection, findings, cancellationToken).ConfigureAwait(false);
        return findings;
    }

    /// <summary>Adds a connection, which has no secrets and no flows yet.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="settingsJson">Its settings as one JSON object.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The connection; <see langword="null"/> when there is one of that name.</returns>
    /// <exception cref="ArgumentException">The host has no such connector.</exception>
    public async Task<Connection?> AddAsync(ConnectionId id, string settingsJson, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        Find(id);
        Connection? added = await connections.ReplaceAsync(id, settingsJson, 0, cancellationToken).ConfigureAwait(false);
        if (added is not null)
        {
            await AuditAsync(id, "connection.added", "by call", cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    private static bool HasErrors(IReadOnlyList<Finding> findings) => findings.Any(static finding => finding.Severity == FindingSeverity.Error);

    private async Task WakeAsync(Connection connection, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        if (connection.Status.State == ConnectionState.NeedsAttention && !HasErrors(findings))
        {
            await connections.MarkAsync(connection.Id, ConnectionStatus.Connected, cancellationToken).ConfigureAwait(false);
            await lanes.PauseAsync(connection.Id, DateTimeOffset.MinValue, cancellationToken).ConfigureAwait(false);
            signal.Raise();
        }
    }

    private IConnector Find(ConnectionId id) => connectors.GetValueOrDefault(id.Connector)
        ?? throw new ArgumentException($"This host has no connector '{id.Connector}', but: {string.Join(", ", Connectors)}.", nameof(id));

    private Task AuditAsync(ConnectionId id, string action, string reason, CancellationToken cancellationToken) =>
        audit.AppendAsync([new AuditEntry(id.Tenant, time.GetUtcNow(), action, id.ToString(), reason, Actor.Current)], cancellationToken);
}
