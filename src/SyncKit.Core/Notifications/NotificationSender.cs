using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Hosting;

namespace SyncKit.Notifications;

/// <summary>
/// Sends what is due through all sinks. A host that runs in the background does so by itself; one that syncs by call calls <see cref="SendDueAsync"/>.
/// </summary>
public sealed partial class NotificationSender
{
    /// <summary>How long one message may take; shorter than a claim lasts, so that nobody else sends it meanwhile.</summary>
    internal static readonly TimeSpan SendLimit = TimeSpan.FromMinutes(1);

    internal static readonly TimeSpan ClaimLife = TimeSpan.FromMinutes(2);

    private const int MostMessages = 100;

    /// <summary>How many messages of one sink are under way at once.</summary>
    private const int MostTogether = 4;

    private readonly INotificationOutbox outbox;
    private readonly IAuditTrail audit;
    private readonly NotificationOptions options;
    private readonly Func<double> jitter;
    private readonly TimeProvider time;
    private readonly ILogger<NotificationSender> logger;
    private readonly string[] names;

    /// <exception cref="InvalidOperationException">Two sinks have one name.</exception>
    internal NotificationSender(
        INotificationOutbox outbox,
        IEnumerable<INotificationSink> sinks,
        IAuditTrail audit,
        IOptions<NotificationOptions> options,
        IOptions<SyncKitOptions> host,
        TimeProvider time,
        ILogger<NotificationSender> logger)
    {
        this.outbox = outbox;
        this.audit = audit;
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        jitter = host.Value.Jitter;
        Sinks = [.. sinks];
        names = [.. Sinks.Select(sink => sink.Name)];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two notification sinks are called '{twice.Key}'; give each a name of its own.");
        }
    }

    internal IReadOnlyList<INotificationSink> Sinks { get; }

    /// <summary>Puts together what is due and sends what waits, once.</summary>
    /// <param name="cancellationToken">Stops; what was not sent is sent later.</param>
    /// <returns>How many deliveries arrived: a message that two sinks sent counts twice.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        await GatherAsync(cancellationToken).ConfigureAwait(false);
        int[] arrived = await Task.WhenAll(Sinks.Select(sink => SendAsync(sink, cancellationToken))).ConfigureAwait(false);
        return arrived.Sum();
    }

    internal async Task GatherAsync(CancellationToken cancellationToken)
    {
        while (await outbox.GatherAsync(names, options.TenantInterval, MostMessages, cancellationToken).ConfigureAwait(false) == MostMessages)
        {
        }
    }

    /// <summary>Sends all that waits for one sink.</summary>
    internal async Task<int> SendAsync(INotificationSink sink, CancellationToken cancellationToken)
    {
        int arrived = 0;
        while (true)
        {
            IReadOnlyList<NotificationDelivery> claimed =
                await outbox.ClaimAsync(sink.Name, MostTogether, ClaimLife, cancellationToken).ConfigureAwait(false);
            if (claimed.Count == 0)
            {
                return arrived;
            }

            bool[] ended = await Task.WhenAll(claimed.Select(delivery => DeliverAsync(sink, delivery, cancellationToken))).ConfigureAwait(false);
            arrived += ended.Count(sent => sent);
        }
    }

    private static NotificationMessage? Routed(INotificationSink sink, NotificationMessage message)
    {
        TenantId tenant = message.Tenant;
        List<NotificationGroup> taken = [.. message.Groups.Where(group => sink.Takes(tenant, group.Kind))];
        return taken.Count == 0 ? null : message with { Groups = taken };
    }

    private async Task<bool> DeliverAsync(INotificationSink sink, NotificationDelivery delivery, CancellationToken cancellationToken)
    {
        bool isSent = false;
        try
        {
            if (Routed(sink, delivery.Message) is { } message)
            {
                using CancellationTokenSource limit = new(SendLimit, time);
                using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
                await sink.SendAsync(message, either.Token).ConfigureAwait(false);
                isSent = true;
            }
        }
        catch (Exception refused) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(delivery, FailureOf(sink, refused), cancellationToken).ConfigureAwait(false);
            return false;
        }

        await outbox.CompleteAsync(delivery, cancellationToken).ConfigureAwait(false);
        return isSent;
    }

    /// <summary>What a sink of the application throws may hold its secrets: only its type is told.</summary>
    private static Failure FailureOf(INotificationSink sink, Exception exception) => exception switch
    {
        ConnectorException refused => refused.Failure,
        OperationCanceledException => new Failure(
            FailureKind.Transient, "notification.timeout", $"The sink '{sink.Name}' did not finish within a minute.", "Check whether its receiver answers."),
        _ => new Failure(
            FailureKind.Transient, "notification.broken", $"The sink '{sink.Name}' threw a {exception.GetType().Name}.", "Throw a ConnectorException that says why."),
    };

    private async Task FailAsync(NotificationDelivery delivery, Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind == FailureKind.Permanent || delivery.Attempt >= options.MaxAttempts)
        {
            LogDropped(delivery.Sink, delivery.Message.Id, delivery.Message.Tenant, delivery.Attempt, failure.Code, failure.Message, failure.Remedy);
            await audit.AppendAsync(
                [
                    new AuditEntry(
                        delivery.Message.Tenant, time.GetUtcNow(), "notification.dropped", $"{delivery.Sink}/{delivery.Message.Id}", failure.Code, Actor.Current),
                ],
                cancellationToken).ConfigureAwait(false);
            await outbox.CompleteAsync(delivery, cancellationToken).ConfigureAwait(false);
            return;
        }

        TimeSpan own = Backoff.AfterAttempt(delivery.Attempt, jitter());
        TimeSpan wait = failure.RetryAfter is { } asked && asked > own ? asked : own;
        LogFailed(delivery.Sink, delivery.Message.Id, delivery.Message.Tenant, delivery.Attempt, wait, failure.Code, failure.Message, failure.Remedy);
        await outbox.PostponeAsync(delivery, wait, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(711, LogLevel.Warning, "The sink '{Sink}' did not send message {Message} to {Tenant}; attempt {Attempt} is followed by another in {Wait} ({Code}): {Why} {Remedy}")]
    private partial void LogFailed(string sink, string message, TenantId tenant, int attempt, TimeSpan wait, string code, string why, string remedy);

    [LoggerMessage(712, LogLevel.Error, "The sink '{Sink}' gave message {Message} to {Tenant} up after attempt {Attempt} ({Code}): {Why} {Remedy}")]
    private partial void LogDropped(string sink, string message, TenantId tenant, int attempt, string code, string why, string remedy);
}
