using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Runs;
using SyncKit.Telemetry;

namespace SyncKit.Webhooks;

/// <summary>The second door into the inbox: verifies a delivery, makes it durable, and says what to answer.</summary>
public sealed partial class WebhookReceiver
{
    private readonly IServiceProvider services;
    private readonly WebhookEndpoints endpoints;
    private readonly IConnectionStore connections;
    private readonly VerifyingSecrets secrets;
    private readonly ISyncStateStore state;
    private readonly FlowCatalog flows;
    private readonly RunQueue runs;
    private readonly WorkSignal signal;
    private readonly SyncKitMeter meter;
    private readonly ILogger<WebhookReceiver> logger;

    internal WebhookReceiver(
        IServiceProvider services,
        WebhookEndpoints endpoints,
        IConnectionStore connections,
        VerifyingSecrets secrets,
        ISyncStateStore state,
        FlowCatalog flows,
        RunQueue runs,
        WorkSignal signal,
        SyncKitMeter meter,
        ILogger<WebhookReceiver> logger)
    {
        this.services = services;
        this.endpoints = endpoints;
        this.connections = connections;
        this.secrets = secrets;
        this.state = state;
        this.flows = flows;
        this.runs = runs;
        this.signal = signal;
        this.meter = meter;
        this.logger = logger;
    }

    /// <summary>Takes in a delivery that arrived at an endpoint.</summary>
    /// <param name="endpoint">The last part of the address that it arrived at.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What the delivery is. At an address that is not known, or was revoked, every delivery is forged.</returns>
    public async Task<WebhookVerdict> ReceiveAsync(string endpoint, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(delivery);
        if (await endpoints.FindAsync(endpoint, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return await ReceiveAsync(found.Connection, delivery, cancellationToken).ConfigureAwait(false);
        }

        // As slow as a wrong signature at an address that is known.
        HMACSHA256.HashData("nobody"u8, delivery.Body.Span);
        meter.Webhook("unknown", nameof(WebhookVerdict.Forged));
        LogUnknown(WebhookEndpoint.Shown(endpoint));
        return WebhookVerdict.Forged;
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
        using Activity? activity = SyncKitTelemetry.Activities.StartActivity(SyncKitTelemetry.WebhookSpan);
        WebhookReading reading = await ReadAsync(connection, delivery, cancellationToken).ConfigureAwait(false);
        if (reading.Verdict == WebhookVerdict.Accepted)
        {
            reading = await TakeInAsync(connection, reading, delivery.ReceivedAt, cancellationToken).ConfigureAwait(false);
        }

        meter.Webhook(connection.Connector, reading.Verdict.ToString());
        if (reading.Verdict != WebhookVerdict.Accepted)
        {
            LogNotAccepted(connection, reading.Verdict, reading.Reason);
        }

        return reading.Verdict;
    }

    private async Task<WebhookReading> TakeInAsync(
        ConnectionId connection, WebhookReading reading, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        StreamId stream = new(connection, reading.Kind);
        IReadOnlyList<FlowBinding> bound = await connections.ListBindingsAsync(connection.Tenant, cancellationToken).ConfigureAwait(false);
        FlowBinding[] bindings = [.. flows.Match(bound)
            .Where(match => match.Binding.Source == connection && string.Equals(match.Flow.Kind, reading.Kind, StringComparison.Ordinal))
            .Select(match => match.Binding)];
        if (bindings.Length == 0)
        {
            return WebhookReading.Ignored($"No flow takes records of the kind '{reading.Kind}' from this connection.");
        }

        if (reading.TriggersDiscovery)
        {
            // Before the delivery is remembered: whatever breaks in between, a repeated delivery finds the run queued and a lost one was not answered.
            await runs
                .AddAsync(connection.Tenant, new RunRequest { Stream = stream }, new RunOrigin(RunOriginKind.Webhook, connection.ToString()), cancellationToken)
                .ConfigureAwait(false);
        }

        CommitReceipt? receipt = await state
            .ReceiveAsync(
                stream,
                ChangeFanOut.Spread(stream, reading.Records, bindings, ChangePriority.Live, receivedAt),
                null,
                MarkOf(connection, reading, receivedAt),
                cancellationToken)
            .ConfigureAwait(false);
        if (receipt is null)
        {
            return reading with { Verdict = WebhookVerdict.Repeated, Reason = "It was taken in before." };
        }

        signal.Raise();
        return reading;
    }

    private static WebhookMark MarkOf(ConnectionId connection, WebhookReading reading, DateTimeOffset receivedAt)
    {
        IEnumerable<ToldRecord> told = reading.Records.Select(record => new ToldRecord(reading.Kind, record.Id, record.ModifiedAt));
        return new WebhookMark(connection)
        {
            Keys = reading.DeliveryKey.Length == 0 ? [] : [reading.DeliveryKey],
            ForgottenKeys = reading.ForgottenKeys,
            Told = [.. reading.TriggersDiscovery ? told.Append(new ToldRecord(reading.Kind, string.Empty, receivedAt)) : told],
        };
    }

    private async Task<WebhookReading> ReadAsync(ConnectionId id, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        IWebhookReader? reader = services.GetKeyedService<IWebhookReader>(id.Connector);
        Connection? connection = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (reader is null || connection is null)
        {
            return WebhookReading.Forged("The delivery is for no known connection.");
        }

        CredentialSet? known = await secrets.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (known is null)
        {
            return WebhookReading.Forged("The connection has no secrets to verify with.");
        }

        WebhookReading reading = reader.Read(connection, known, delivery);
        if (reading.Verdict == WebhookVerdict.Forged
            && await secrets.FindNewerAsync(id, known, cancellationToken).ConfigureAwait(false) is { } newer)
        {
            reading = reader.Read(connection, newer, delivery);
        }

        return reading.Verdict == WebhookVerdict.Accepted && connection.Status.State == ConnectionState.Disabled
            ? WebhookReading.Ignored("The connection is switched off.")
            : reading;
    }

    [LoggerMessage(301, LogLevel.Information, "A webhook delivery for {Connection} was not taken in ({Verdict}): {Reason}")]
    private partial void LogNotAccepted(ConnectionId connection, WebhookVerdict verdict, string reason);

    [LoggerMessage(302, LogLevel.Information, "A webhook delivery arrived at the address {Endpoint}, which leads nowhere.")]
    private partial void LogUnknown(string endpoint);
}
