using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryAuditTrail(InMemoryStorage storage) : IAuditTrail
{
    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(entries);
        lock (storage.Gate)
        {
            storage.Audit.AddRange(entries);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(query);
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<AuditRecord>>(
                [.. storage.Audit.Of(query.Tenant).Reverse().Where(record => IsWanted(query, record)).Take(query.Most)]);
        }
    }

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(TenantId tenant, long after, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<AuditRecord>>(
                [.. storage.Audit.Of(tenant).SkipWhile(record => record.Sequence <= after).Take(most)]);
        }
    }

    public Task<AuditHead> FindHeadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Audit.HeadOf(tenant));
        }
    }

    private static bool IsWanted(AuditQuery query, AuditRecord record) =>
        record.Sequence < (query.Before ?? long.MaxValue)
        && record.Entry.At >= (query.From ?? DateTimeOffset.MinValue)
        && record.Entry.At < (query.Until ?? DateTimeOffset.MaxValue)
        && record.Entry.Action.StartsWith(query.ActionPrefix ?? string.Empty, StringComparison.Ordinal)
        && (query.Subject is null || string.Equals(record.Entry.Subject, query.Subject, StringComparison.Ordinal));
}
