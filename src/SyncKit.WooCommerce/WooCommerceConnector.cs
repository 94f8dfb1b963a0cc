using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Authentication;
using SyncKit.WooCommerce.Stock;

namespace SyncKit.WooCommerce;

/// <summary>Speaks the REST API of WooCommerce stores.</summary>
internal sealed class WooCommerceConnector(StoreClient client, ICredentialStore credentials) : IConnector
{
    public const string ConnectorName = "woocommerce";

    // OAuth 1.0a is refused from 15 minutes on.
    private static readonly TimeSpan LargestClockDifference = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => ConnectorName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        List<Finding> findings = [];
        try
        {
            StoreAddress address = StoreClient.AddressOf(connection);
            StoreAnswer answer = await client.ListAsync(connection, "orders?per_page=1&_fields=id", cancellationToken).ConfigureAwait(false);
            TimeSpan difference = (answer.Clock.Store - answer.Clock.Ours).Duration();
            if (difference > LargestClockDifference)
            {
                findings.Add(new Finding(
                    FindingSeverity.Warning,
                    "clock",
                    $"The clock of {address.Host} and ours are {(int)difference.TotalMinutes} minutes apart: set both by NTP."));
            }

            if (StoreSettings.WantsRoles(connection))
            {
                await new CustomerRolesApi(client).TryAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            await CheckWebhooksAsync(connection, findings, cancellationToken).ConfigureAwait(false);
            await CheckStockAsync(connection, findings, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            findings.Add(new Finding(FindingSeverity.Error, SettingOf(exception.Failure.Code), $"{exception.Failure.Message} {exception.Failure.Remedy}"));
        }

        return findings;
    }

    private async Task CheckWebhooksAsync(Connection connection, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (!connection.Settings.As(WooCommerceSettingsJson.Default.WooCommerceSettings).Webhooks)
        {
            return;
        }

        StoredCredentials? stored = await credentials.FindAsync(connection.Id, "check the connection", cancellationToken).ConfigureAwait(false);
        if (stored?.Secrets.Find(WooCommerceCredentials.WebhookSecret) is null)
        {
            findings.Add(new Finding(
                FindingSeverity.Warning,
                WooCommerceCredentials.WebhookSecret,
                "Webhooks are on, but there is no webhook secret, so every delivery is refused: enter the secret that the store's webhooks have."));
        }
    }

    private async Task CheckStockAsync(Connection connection, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (connection.Settings.As(WooCommerceSettingsJson.Default.WooCommerceSettings).Stock is null)
        {
            return;
        }

        if (!StockSettings.TryRead(connection, out _, out Failure? failure))
        {
            findings.Add(new Finding(FindingSeverity.Error, "stock", failure.Message));
        }

        if (await client.MayWriteAsync(connection, cancellationToken).ConfigureAwait(false) == false)
        {
            findings.Add(new Finding(
                FindingSeverity.Error,
                "permission",
                "Products are to be written, but the API key may only read: give it the permission Read/Write in the store (WooCommerce, Settings, Advanced, REST API)."));
        }
    }

    private static string SettingOf(string code) => code switch
    {
        "woocommerce.key-rejected" or "woocommerce.credentials" => WooCommerceCredentials.ConsumerKey,
        "woocommerce.permission" => "permission",
        "woocommerce.clock" => "clock",
        CustomerRolesApi.Refused => "customerRoles",
        _ => "storeUrl",
    };
}
