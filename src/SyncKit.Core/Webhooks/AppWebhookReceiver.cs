using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.Telemetry;

namespace SyncKit.Webhooks;

/// <summary>
/// The door for systems that deliver to one address for all accounts of an app. Each event goes to its account's connections; of those that report what a person
/// changed in a document of the ledger, however many, the connection's books are looked at once, a moment later.
/// </summary>
public sealed partial class AppWebhookReceiver
{
    private readonly IServiceProvider services;
    private readonly AccountDirectory accounts;
    private readonly ILedger ledger;
    private readonly ISyncStateStore state;
    private readonly BooksHints hints;
    private readonly SyncKitMeter meter;
    private readonly TimeProvider time;
    private readonly ILogger<AppWebhookReceiver> logger;

    internal AppWebhookReceiver(
        IServiceProvider services,
        AccountDirectory accounts,
        ILedger ledger,
        ISyncStateStore state,
        BooksHints hints,
        SyncKitMeter meter,
        TimeProvider time,
        ILogger<AppWebhookReceiver> logger)
    {
        this.services = services;
        this.accounts = accounts;
        this.ledger = ledger;
        this.state = state;
        this.hints = hints;
        this.meter = meter;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Takes a delivery in. When it returns, all that it causes is durable and 200 may be answered.</summary>
    /// <param name="connector">The connector's name.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">Cancels between two connections.</param>
    /// <returns>
    /// What the delivery is: repeated when all its events were taken in before, ignored when none of them concerns a known account. A connector that takes no
    /// such deliveries makes every one forged.
    /// </returns>
    public async Task<WebhookVerdict> ReceiveAsync(string connector, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(delivery);
        using Activity? activity = SyncKitTelemetry.Activities.StartActivity(SyncKitTelemetry.WebhookSpan);
        IAppWebhookReader? reader = services.GetKeyedService<IAppWebhookReader>(connector);
        AppWebhookReading reading = reader?.Read(delivery) ?? AppWebhookReading.Forged("The connector takes no deliveries for a whole app.");
        WebhookVerdict verdict = reading.Verdict == WebhookVerdict.Accepted
            ? await TakeInAsync(connector, reader!, reading.Events, cancellationToken).ConfigureAwait(false)
            : reading.Verdict;
        meter.Webhook(reader is null ? "unknown" : connector, verdict.ToString());
        if (reading.Verdict != WebhookVerdict.Accepted)
        {
            LogNotAccepted(reader is null ? "an unknown app" : connector, verdict, reading.Reason);
        }

        return verdict;
    }

    private async Task<WebhookVerdict> TakeInAsync(
        string connector, IAppWebhookReader reader, IReadOnlyList<AppWebhookEvent> events, CancellationToken cancellationToken)
    {
        bool taken = false;
        bool repeated = false;
        foreach (IGrouping<string, AppWebhookEvent> account in events.GroupBy(each => each.AccountId, StringComparer.Ordinal))
        {
            IReadOnlyList<ConnectionId> found = await accounts.FindAsync(connector, account.Key, cancellationToken).ConfigureAwait(false);
            if (found.Count == 0)
            {
                meter.Webhook(connector, "UnknownAccount");
                LogUnknownAccount(connector, account.Key, account.Count());
            }

            foreach (ConnectionId connection in found)
            {
                bool isNew = await TakeInAsync(connection, reader, [.. account], cancellationToken).ConfigureAwait(false);
                taken |= isNew;
                repeated |= !isNew;
            }
        }

        return taken ? WebhookVerdict.Accepted : repeated ? WebhookVerdict.Repeated : WebhookVerdict.Ignored;
    }

    /// <returns>Whether the events were not taken in before.</returns>
    private async Task<bool> TakeInAsync(
        ConnectionId connection, IAppWebhookReader reader, AppWebhookEvent[] events, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        StreamPosition? hint = await IsEditedAsync(connection, reader, events, cancellationToken).ConfigureAwait(false)
            ? await hints.NextAsync(connection, now, cancellationToken).ConfigureAwait(false)
            : null;

        // An event that nothing tells from others may always be a new one.
        string[] keys = [.. events.Select(each => each.Key).Distinct(StringComparer.Ordinal)];
        WebhookMark mark = new(connection) { Keys = keys.Contains(string.Empty) ? [] : keys };
        CommitReceipt? receipt = await state
            .ReceiveAsync(BooksHints.StreamOf(connection), [], hint, mark, cancellationToken)
            .ConfigureAwait(false);
        if (receipt is not null && hint is not null)
        {
            hints.Wake(connection, BooksHints.DueOf(hint));
        }

        return receipt is not null;
    }

    /// <summary>Whether a person may have changed a document that this program wrote. What it did not write concerns nobody here.</summary>
    private async Task<bool> IsEditedAsync(
        ConnectionId connection, IAppWebhookReader reader, AppWebhookEvent[] events, CancellationToken cancellationToken)
    {
        DocumentId[] named = [.. events.Select(each => new DocumentId(each.Kind, each.EntityId)).Distinct()];
        IReadOnlyList<LedgerDocument> written = await ledger.FindDocumentsAsync(connection, named, cancellationToken).ConfigureAwait(false);
        ILookup<DocumentId, LedgerDocument> documents = written.ToLookup(document => new DocumentId(document.Kind, document.DestinationId));
        return events.Any(each => documents[new DocumentId(each.Kind, each.EntityId)].Any(document => !reader.IsEcho(each, document)));
    }

    [LoggerMessage(311, LogLevel.Information, "A webhook delivery for {Connector} was not taken in ({Verdict}): {Reason}")]
    private partial void LogNotAccepted(string connector, WebhookVerdict verdict, string reason);

    [LoggerMessage(312, LogLevel.Debug, "A delivery of {Connector} tells of {Count} events of the account {Account}, which no tenant has connected.")]
    private partial void LogUnknownAccount(string connector, string account, int count);
}
