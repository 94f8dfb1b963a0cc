using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Webhooks;

namespace SyncKit.Supabase.Webhooks;

/// <summary>
/// Verifies and reads a project's database webhooks. Supabase does not sign them, so a secret in a header of ours shows that they are genuine, and nothing of the
/// row is believed: it says only that there is something to read. A repeated delivery does no harm, so none is remembered.
/// </summary>
internal sealed class SupabaseWebhookReader : IWebhookReader
{
    /// <inheritdoc/>
    public WebhookReading Read(Connection connection, CredentialSet credentials, WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(delivery);
        Secret? secret = credentials.Find(SupabaseCredentials.WebhookSecret);
        Secret? previous = credentials.Find(SupabaseCredentials.PreviousWebhookSecret);
        if (secret is null && previous is null)
        {
            return WebhookReading.Forged("The connection has no webhook secret to compare with.");
        }

        string? given = delivery.Headers
            .FirstOrDefault(static header => string.Equals(header.Key, SupabaseCredentials.WebhookSecretHeader, StringComparison.OrdinalIgnoreCase)).Value;
        if (given is null)
        {
            return WebhookReading.Forged($"The delivery has no header {SupabaseCredentials.WebhookSecretHeader}.");
        }

        return SharedSecret.Matches(given, secret, previous)
            ? ReadGenuine(connection, delivery)
            : WebhookReading.Forged($"The header {SupabaseCredentials.WebhookSecretHeader} does not hold the webhook secret.");
    }

    private static WebhookReading ReadGenuine(Connection connection, WebhookDelivery delivery)
    {
        SupabaseSettings settings;
        try
        {
            settings = connection.Settings.As(SupabaseSettingsJson.Default.SupabaseSettings);
        }
        catch (JsonException)
        {
            return WebhookReading.Ignored("The connection's settings cannot be read, so no table is known.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(delivery.Body);
            return DatabaseChange.Read(document.RootElement) is { } change
                ? Take(change, settings, delivery.ReceivedAt)
                : WebhookReading.Malformed("The body is not what a database webhook sends.");
        }
        catch (JsonException)
        {
            return WebhookReading.Malformed("The body is not JSON.");
        }
        catch (InvalidOperationException)
        {
            return WebhookReading.Malformed("A name or a text in the body is not Unicode.");
        }
    }

    private static WebhookReading Take(DatabaseChange change, SupabaseSettings settings, DateTimeOffset receivedAt)
    {
        if (change.Type is not ("INSERT" or "UPDATE" or "DELETE"))
        {
            return WebhookReading.Ignored("The delivery is about something else than a row.");
        }

        if (TableOf(change, settings) is not { } table)
        {
            return WebhookReading.Ignored("No setting says what the rows of the delivery's table are.");
        }

        SourceRecord[] records = table.KeyColumn is { } column && change.Key(column) is { } key ? [new SourceRecord { Id = key, ModifiedAt = receivedAt }] : [];
        return WebhookReading.Accepted(table.Kind, records) with { TriggersDiscovery = true };
    }

    private static SupabaseWebhookTable? TableOf(DatabaseChange change, SupabaseSettings settings)
    {
        IReadOnlyDictionary<string, SupabaseWebhookTable>? tables = settings.WebhookTables;
        return tables is null ? null
            : tables.TryGetValue($"{change.Schema}.{change.Table}", out SupabaseWebhookTable? table) ? table
            : change.Schema == settings.Schema ? tables.GetValueOrDefault(change.Table)
            : null;
    }
}
