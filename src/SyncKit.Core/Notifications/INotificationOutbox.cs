namespace SyncKit.Notifications;

/// <summary>
/// Turns groups that are due into messages, and keeps each message until every sink has it. Each call is atomic. All times are the store's own.
/// Safe for use from several threads and processes: a message is made once, and a delivery is claimed by one at a time.
/// </summary>
public interface INotificationOutbox
{
    /// <summary>
    /// Makes one message for each tenant that has a due group and whose last message is at least <paramref name="interval"/> old. It takes all of the tenant's due
    /// groups; their counts begin anew. For each sink the message waits to be claimed.
    /// </summary>
    /// <param name="sinks">The names of the sinks that get the messages.</param>
    /// <param name="interval">The time between two messages to one tenant.</param>
    /// <param name="most">The most messages to make; the tenants that wait longest come first.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>How many messages were made.</returns>
    Task<int> GatherAsync(IReadOnlyCollection<string> sinks, TimeSpan interval, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Claims a sink's waiting deliveries, those that wait longest first. A delivery that is neither completed nor postponed may be claimed again when
    /// <paramref name="life"/> is over: its host may have died.
    /// </summary>
    /// <param name="sink">The sink's name.</param>
    /// <param name="most">The most deliveries to claim.</param>
    /// <param name="life">How long nobody else may claim them.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<IReadOnlyList<NotificationDelivery>> ClaimAsync(string sink, int most, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Ends a delivery: it arrived, or it is given up. Doing so twice is the same as once.</summary>
    Task CompleteAsync(NotificationDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Lets a delivery be claimed again after a wait; nothing happens when a newer attempt has begun.</summary>
    /// <returns>Whether it was still this attempt's.</returns>
    Task<bool> PostponeAsync(NotificationDelivery delivery, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets messages that were made, and groups in which nothing waits and nothing happened, for longer than <paramref name="age"/>; a message goes with the
    /// deliveries that nobody took.
    /// </summary>
    /// <returns>How many messages and groups.</returns>
    Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken);
}
