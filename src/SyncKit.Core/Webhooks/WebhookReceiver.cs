using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Telemetry;

namespace SyncKit.Webhooks;

/// <summary>The second door into the inbox: verifies a delivery, makes it durable, and says what to answer.</summary>
public sealed partial class WebhookReceiver
{
    private readonly IServiceProvider services;
    private readonly IConnectionStore connections;
    private readonly ICredentialStore credentials;
    private readonly ISyncStateStore state;
    private readonly FlowCatalog flows;
    private readonly WorkSignal signal;
    private readonly SyncKitMeter meter;
    private readonly ILogger<WebhookReceiver> logger;

    internal WebhookReceiver(
        IServiceProvider services,
        IConnectionStore connections,
        ICredentialStore credentials,
        ISyncStateStore state,
        FlowCatalog flows,
        WorkSignal signal,
        SyncKitMeter meter,
        ILogger<WebhookReceiver> logger)
    {
        this.services = services;
        this.connections = connections;
        this.credentials = credentials;
        this.state = state;
        this.flows = flows;
        this.signal = signal;
        this.meter = meter;
        this.logger = logger;
    }

    /// <summary>Takes a delivery in. When it returns <see cref="WebhookVerdict.Accepted"/>, its records are durable and 200 may be answered.</summary>
    /// <param name="connection">The connection that the delivery is for.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What the delivery is. A connection that is not known, or that has no secrets, makes every delivery forged.</returns>
    public async Task<WebhookVerdict> ReceiveAsync(ConnectionId connection, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(delivery);
        WebhookReading reading = await ReadAsync(connection, delivery, cancellationToken).ConfigureAwait(false);
        meter.Webhook(connection.Connector, reading.Verdict.ToString());
        if (reading.Verdict != WebhookVerdict.Accepted)
        {
            LogNotAccepted(connection, reading.Verdict, reading.Reason);
            return reading.Verdict;
        }

        StreamId stream = new(connection, reading.Kind);
        IReadOnlyList<FlowBinding> bound = await connections.ListBindingsAsync(connection.Tenant, cancellationToken).ConfigureAwait(false);
        FlowBinding[] bindings = [.. flows.Match(bound)
            .Where(match => match.Binding.Source == connection && string.Equals(match.Flow.Kind, reading.Kind, StringComparison.Ordinal))
            .Select(match => match.Binding)];
        List<Change> changes = ChangeFanOut.Spread(stream, reading.Records, bindings, ChangePriority.Live, delivery.ReceivedAt);
        await state.CommitAsync(stream, changes, null, cancellationToken).ConfigureAwait(false);
        signal.Raise();
        return WebhookVerdict.Accepted;
    }

    private async Task<WebhookReading> ReadAsync(ConnectionId id, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        IWebhookReader? reader = services.GetKeyedService<IWebhookReader>(id.Connector);
        Connection? connection = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (reader is null || connection is null)
        {
            return WebhookReading.Forged("The delivery is for no known connection.");
        }

        StoredCredentials? stored = await credentials.FindAsync(id, "verify a webhook", cancellationToken).ConfigureAwait(false);
        return stored is null
            ? WebhookReading.Forged("The connection has no secrets to verify with.")
            : reader.Read(connection, stored.Secrets, delivery);
    }

    [LoggerMessage(301, LogLevel.Information, "A webhook delivery for {Connection} was not taken in ({Verdict}): {Reason}")]
    private partial void LogNotAccepted(ConnectionId connection, WebhookVerdict verdict, string reason);
}
