using System.Globalization;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Settings;
using SyncKit.Webhooks;

namespace SyncKit.QuickBooks.Webhooks;

/// <summary>Takes in what Intuit delivers for all companies of the app, under the app's verifier token.</summary>
internal sealed class QuickBooksAppWebhooks(IOptionsMonitor<QuickBooksOptions> options) : IAppWebhookReader
{
    public AppWebhookReading Read(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        QuickBooksOptions now = options.CurrentValue;
        Secret? token = SecretOf(now.WebhookVerifierToken);
        Secret? previous = SecretOf(now.PreviousWebhookVerifierToken);
        if (token is null && previous is null)
        {
            return AppWebhookReading.Forged("QuickBooks:WebhookVerifierToken is not set: take it from the app's webhooks page in the Intuit developer portal.");
        }

        if (!QuickBooksWebhook.Verify(delivery.Body.Span, SignatureOf(delivery), token, previous))
        {
            return AppWebhookReading.Forged("The signature is not that of the body under the app's verifier token.");
        }

        QuickBooksReading reading = QuickBooksWebhook.Read(delivery.Body, now.AcceptOldNotifications);
        return reading.Problem is { } problem
            ? AppWebhookReading.Malformed(problem)
            : AppWebhookReading.Accepted([.. reading.Events.Select(Of)]);
    }

    public string? AccountOf(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return SettingsReader.TryRead(connection, out QuickBooksSettings? settings, out _) ? settings.RealmId : null;
    }

    public bool IsEcho(AppWebhookEvent reported, LedgerDocument document)
    {
        ArgumentNullException.ThrowIfNull(reported);
        return EchoFilter.IsEcho(
            new QuickBooksEvent
            {
                EventId = reported.Key,
                RealmId = reported.AccountId,
                Entity = reported.Kind,
                EntityId = reported.EntityId,
                Operation = EventParts.Operation(reported.Operation),
                Time = reported.At,
            },
            document);
    }

    private static AppWebhookEvent Of(QuickBooksEvent read) => new()
    {
        AccountId = read.RealmId,
        Key = read.EventId.Length > 0 ? read.EventId : OldKeyOf(read),
        Kind = read.Entity,
        EntityId = read.EntityId,
        Operation = read.Operation.ToString(),
        At = read.Time,
    };

    /// <summary>The old form has no ids of events: one entity changes in one way at one time once.</summary>
    private static string OldKeyOf(QuickBooksEvent read) => read.Time is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"old|{read.Entity}|{read.EntityId}|{read.Operation}|{time.UtcTicks}")
        : string.Empty;

    private static Secret? SecretOf(string text) => text.Length == 0 ? null : new Secret(text);

    private static string? SignatureOf(WebhookDelivery delivery)
    {
        foreach ((string name, string value) in delivery.Headers)
        {
            if (string.Equals(name, QuickBooksWebhook.SignatureHeader, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
