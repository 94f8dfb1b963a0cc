using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Lanes;

namespace SyncKit.Connecting;

/// <summary>Gives an account's access up: no more work, no more access at the system, no more secrets here.</summary>
internal sealed class Disconnection(
    ConsentFlows flows, IConnectionStore connections, ICredentialStore credentials, ILaneStore lanes, IAuditTrail audit, TimeProvider time)
{
    /// <summary>The code of a connection that was disconnected.</summary>
    public const string Code = "disconnected";

    /// <returns>What is left to do at the system; <see langword="null"/> when nothing is, and when the connection is not there.</returns>
    public async Task<Failure?> RunAsync(Connection connection, CancellationToken cancellationToken)
    {
        ConnectionId id = connection.Id;
        DateTimeOffset now = time.GetUtcNow();
        ConnectionStatus status = new(ConnectionState.Disabled, Code, "The account was disconnected. Connect it again to go on.", now);
        await connections.SwitchAsync(id, status, cancellationToken).ConfigureAwait(false);
        await lanes.PauseAsync(id, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        IConsentFlow? flow = flows.Find(id.Connector);
        Failure? left = flow is null ? null : await RevokeAsync(flow, connection, cancellationToken).ConfigureAwait(false);
        await credentials.DeleteAsync(id, "disconnect", cancellationToken).ConfigureAwait(false);
        flow?.Forget(id);
        await audit.AppendAsync(
            [new AuditEntry(id.Tenant, now, "connection.disconnected", id.ToString(), left?.Code ?? "revoked", Actor.Current)],
            cancellationToken).ConfigureAwait(false);
        return left;
    }

    private async Task<Failure?> RevokeAsync(IConsentFlow flow, Connection connection, CancellationToken cancellationToken)
    {
        ConnectionId id = connection.Id;
        CredentialSet? secrets;
        try
        {
            secrets = (await credentials.FindAsync(id, "disconnect", cancellationToken).ConfigureAwait(false))?.Secrets;
        }
        catch (CredentialException closed) when (!closed.IsTransient)
        {
            return new Failure(
                FailureKind.Permanent,
                "disconnect.unreadable",
                "The stored credentials cannot be read, so the system could not be told.",
                "Take the access of this app back in the system itself.");
        }

        if (secrets is null)
        {
            return null;
        }

        if (flow.AccountOf(connection.Settings) is { } account
            && await flows.IsHeldAsync(id.Connector, account, id, cancellationToken).ConfigureAwait(false))
        {
            return new Failure(
                FailureKind.Permanent,
                "disconnect.shared",
                "The system was not told: another connection uses the same account and would lose its access too.",
                "Disconnect the other connection as well, and access is given up.");
        }

        return await flow.RevokeAsync(id, secrets, cancellationToken).ConfigureAwait(false);
    }
}
