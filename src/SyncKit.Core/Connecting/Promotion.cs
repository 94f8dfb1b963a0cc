using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Lanes;
using SyncKit.Notifications;

namespace SyncKit.Connecting;

/// <summary>Gives a connection credentials that were tried, and lets it go on.</summary>
internal sealed class Promotion(
    IConnectionStore connections,
    ICredentialStore credentials,
    ILaneStore lanes,
    IAuditTrail audit,
    ConnectionNotices notices,
    WorkSignal signal,
    TimeProvider time)
{
    private const int MostSaves = 5;

    /// <param name="id">Which connection.</param>
    /// <param name="settingsJson">Its settings from now on.</param>
    /// <param name="secrets">Its credentials from now on.</param>
    /// <param name="keepOthers">Whether credentials of other names stay, because it is the same account.</param>
    /// <param name="cancellationToken">Cancels before the first commit.</param>
    public async Task<Connection> RunAsync(ConnectionId id, string settingsJson, CredentialSet secrets, bool keepOthers, CancellationToken cancellationToken)
    {
        await SaveAsync(id, secrets, keepOthers, cancellationToken).ConfigureAwait(false);
        await connections.SaveAsync(id, settingsJson, CancellationToken.None).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        await connections.SwitchAsync(id, ConnectionStatus.Connected with { Since = now }, CancellationToken.None).ConfigureAwait(false);
        await lanes.PauseAsync(id, DateTimeOffset.MinValue, CancellationToken.None).ConfigureAwait(false);
        await notices.ReconnectedAsync(id, CancellationToken.None).ConfigureAwait(false);
        await audit.AppendAsync(
            [new AuditEntry(id.Tenant, now, "connection.connected", id.ToString(), "connect", Actor.Current)], CancellationToken.None).ConfigureAwait(false);
        signal.Raise();
        return (await connections.FindAsync(id, CancellationToken.None).ConfigureAwait(false))!;
    }

    private async Task SaveAsync(ConnectionId id, CredentialSet secrets, bool keepOthers, CancellationToken cancellationToken)
    {
        for (int save = 0; save < MostSaves; save++)
        {
            StoredCredentials? stored = await credentials.FindAsync(id, "connect", cancellationToken).ConfigureAwait(false);
            CredentialSet all = keepOthers && stored is not null ? Over(stored.Secrets, secrets) : secrets;
            if (await credentials.SaveAsync(id, all, stored?.Version ?? 0, "connect", cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }

        // Whoever keeps changing them, these are the newest.
        await credentials.SaveAsync(id, secrets, null, "connect", cancellationToken).ConfigureAwait(false);
    }

    private static CredentialSet Over(CredentialSet old, CredentialSet secrets)
    {
        foreach (string name in secrets.Names)
        {
            old = old.With(name, secrets.Find(name)!.Reveal());
        }

        return old;
    }
}
