using SyncKit.Connections;
using SyncKit.Ledger;

namespace SyncKit.Webhooks;

/// <summary>
/// Verifies and reads what a system delivers to one address for all accounts of the host's app. Pure but for the app's own secrets; registered under the
/// connector's name.
/// </summary>
public interface IAppWebhookReader
{
    /// <summary>Verifies a delivery in constant time with the app's secrets, fails closed, and reads it.</summary>
    /// <param name="delivery">The delivery.</param>
    AppWebhookReading Read(WebhookDelivery delivery);

    /// <summary>Which account a connection is for; <see langword="null"/> when its settings do not say.</summary>
    /// <param name="connection">A connection of the connector.</param>
    string? AccountOf(Connection connection);

    /// <summary>Whether an event only reports what this program wrote.</summary>
    /// <param name="reported">The event.</param>
    /// <param name="document">The ledger's document of the event's kind and id.</param>
    bool IsEcho(AppWebhookEvent reported, LedgerDocument document);
}
