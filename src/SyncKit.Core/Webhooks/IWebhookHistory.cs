using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>
/// Keeps what was delivered and what polling found, to see whether deliveries are missing. Deliveries are written by
/// <see cref="Discovery.ISyncStateStore.ReceiveAsync"/>. Safe for use from several threads and processes.
/// </summary>
public interface IWebhookHistory
{
    /// <summary>
    /// Remembers what a poll found. A record that was found before is open again only when it was modified since; the earlier change then counts no more,
    /// because a source may tell of several changes in one delivery.
    /// </summary>
    /// <param name="connection">The source connection.</param>
    /// <param name="found">What the poll found; a record at most once.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task FoundAsync(ConnectionId connection, IReadOnlyList<ToldRecord> found, CancellationToken cancellationToken);

    /// <summary>
    /// Closes what polls found up to a time: delivered when a delivery told of the record, or of its whole kind, at or after its modification, else lost.
    /// Each change is counted once, on the store's day in UTC.
    /// </summary>
    /// <returns>What was closed.</returns>
    Task<WebhookTally> JudgeAsync(ConnectionId connection, DateTimeOffset foundUntil, CancellationToken cancellationToken);

    /// <summary>A connection's counts by kind, of the days in UTC from one to another, both included; ordered by kind.</summary>
    Task<IReadOnlyList<WebhookKindHealth>> ReportAsync(ConnectionId connection, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Forgets deliveries, records and counts that are older than a time, of all tenants, in parts that hold up nobody.</summary>
    /// <returns>How many deliveries may now come again.</returns>
    Task<long> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
