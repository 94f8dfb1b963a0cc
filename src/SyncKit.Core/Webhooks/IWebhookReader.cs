using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Webhooks;

/// <summary>Verifies and reads what one system delivers. Pure: bytes, headers and secrets in, a reading out; registered under the connector's name.</summary>
public interface IWebhookReader
{
    /// <summary>Verifies a delivery in constant time, fails closed, and reads it.</summary>
    /// <param name="connection">Whose account the delivery is for.</param>
    /// <param name="credentials">The account's secrets.</param>
    /// <param name="delivery">The delivery.</param>
    WebhookReading Read(Connection connection, CredentialSet credentials, WebhookDelivery delivery);
}
