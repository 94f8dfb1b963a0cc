using System.Globalization;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Lanes;

namespace SyncKit.Connecting;

/// <summary>Changes a connection's settings once the connector's check has nothing against it.</summary>
internal sealed class SettingsUpdate(
    IEnumerable<IConnector> connectors, ConsentFlows flows, IConnectionStore connections, IAuditTrail audit, ILaneStore lanes, WorkSignal signal, TimeProvider time)
{
    public async Task<SettingsChange> RunAsync(Connection connection, string settingsJson, bool accountMoved, int? expectedVersion, CancellationToken cancellationToken)
    {
        ConnectionId id = connection.Id;
        if (expectedVersion is { } expected && expected != connection.Settings.Version)
        {
            return SettingsChange.Outdated;
        }

        Connection changed = connection with { Settings = new ConnectionSettings(settingsJson, connection.Settings.Version + 1) };
        if (!accountMoved && await OtherAccountAsync(connection, changed, cancellationToken).ConfigureAwait(false) is { } other)
        {
            return new SettingsChange(null, [other]);
        }

        IConnector? connector = connectors.FirstOrDefault(candidate => candidate.Name == id.Connector);
        IReadOnlyList<Finding> findings = connector is null ? [] : await connector.CheckAsync(changed, cancellationToken).ConfigureAwait(false);

        // That the account cannot be asked is nothing against the settings; the check is owed then, and made before the first record.
        if (findings.Any(static finding => finding.Severity == FindingSeverity.Error && finding.Setting != Finding.OfConnection))
        {
            return new SettingsChange(null, findings);
        }

        // What was checked was checked against what was read, so it takes the place of nothing else.
        Connection? saved = await connections.ReplaceAsync(id, settingsJson, connection.Settings.Version, cancellationToken).ConfigureAwait(false);
        if (saved is null)
        {
            return SettingsChange.Outdated;
        }

        string version = string.Create(CultureInfo.InvariantCulture, $"version {saved.Settings.Version}");
        await audit.AppendAsync(
            [new AuditEntry(id.Tenant, time.GetUtcNow(), "connection.settings-changed", id.ToString(), version, Actor.Current)],
            CancellationToken.None).ConfigureAwait(false);
        if (saved.Status.State == ConnectionState.NeedsAttention)
        {
            // What parked it may be what was just corrected.
            await lanes.PauseAsync(id, DateTimeOffset.MinValue, CancellationToken.None).ConfigureAwait(false);
            signal.Raise();
        }

        return new SettingsChange(saved, findings);
    }

    private async Task<Finding?> OtherAccountAsync(Connection connection, Connection changed, CancellationToken cancellationToken)
    {
        if (flows.Find(connection.Id.Connector) is not { } flow
            || flow.AccountOf(connection.Settings) is not { } before
            || string.Equals(before, flow.AccountOf(changed.Settings), StringComparison.Ordinal))
        {
            return null;
        }

        ConnectionTies ties = await connections.CountTiesAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        return ties.HasHistory || ties.HasWork
            ? new Finding(
                FindingSeverity.Error,
                "account",
                $"The settings name another account than {before}, whose records or documents the ledger holds: connect the other one under a name of its own. If it is the same account at a new address, say so with the change.")
            : null;
    }
}
