using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>Words what happens to credentials for the audit trail: who, why and when.</summary>
internal sealed class CredentialTrail(IAuditTrail audit, TimeProvider time)
{
    public const string Read = "credentials.read";
    public const string Changed = "credentials.changed";
    public const string Deleted = "credentials.deleted";
    public const string Rewrapped = "credentials.rewrapped";
    public const string OpenFailed = "credentials.open-failed";

    public AuditEntry Entry(ConnectionId connection, string action, string reason) =>
        new(connection.Tenant, time.GetUtcNow(), action, connection.ToString(), reason, Actor.Current);

    public Task AddAsync(ConnectionId connection, string action, string reason, CancellationToken cancellationToken) =>
        audit.AppendAsync([Entry(connection, action, reason)], cancellationToken);
}
