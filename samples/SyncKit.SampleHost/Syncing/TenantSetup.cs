using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.QuickBooks;
using SyncKit.SampleHost.Configuration;
using SyncKit.Supabase;
using SyncKit.WooCommerce;

namespace SyncKit.SampleHost.Syncing;

/// <summary>Connects each tenant's shop, company and project and switches the flows on between them.</summary>
internal static class TenantSetup
{
    private const string ConnectionName = "main";

    public static ConnectionId Shop(string tenant) => new(new TenantId(tenant), "woocommerce", ConnectionName);

    public static ConnectionId Company(string tenant) => new(new TenantId(tenant), "quickbooks", ConnectionName);

    public static ConnectionId Project(string tenant) => new(new TenantId(tenant), "supabase", ConnectionName);

    public static async Task RunAsync(IServiceProvider services, IEnumerable<TenantSettings> tenants, CancellationToken cancellationToken)
    {
        ConnectionSetup setup = services.GetRequiredService<ConnectionSetup>();
        foreach (TenantSettings tenant in tenants)
        {
            await setup.ConnectAsync(
                Shop(tenant.Id),
                ShopJson(tenant),
                CredentialSet.Of(
                    (WooCommerceCredentials.ConsumerKey, tenant.ConsumerKey),
                    (WooCommerceCredentials.ConsumerSecret, tenant.ConsumerSecret),
                    (WooCommerceCredentials.WebhookSecret, tenant.WebhookSecret)),
                cancellationToken);
            await setup.ConnectAsync(
                Company(tenant.Id),
                tenant.QuickBooksJson,
                CredentialSet.Of((QuickBooksCredentials.RefreshToken, tenant.RefreshToken)),
                cancellationToken);
            await setup.SwitchOnAsync(SyncHost.Flow, Shop(tenant.Id), Company(tenant.Id), cancellationToken);
            if (tenant.Supabase is { } project)
            {
                await ConnectProjectAsync(setup, tenant.Id, project.Json, project.SecretKey, cancellationToken);
            }
        }
    }

    /// <summary>Connects a project, and lets the shop's orders flow into it.</summary>
    public static async Task ConnectProjectAsync(ConnectionSetup setup, string tenant, string settings, string secretKey, CancellationToken cancellationToken)
    {
        await setup.ConnectAsync(Project(tenant), settings, CredentialSet.Of((SupabaseCredentials.ApiKey, secretKey)), cancellationToken);
        await setup.SwitchOnAsync(SyncHost.RowsFlow, Shop(tenant), Project(tenant), cancellationToken);
    }

    private static string ShopJson(TenantSettings tenant)
    {
        using MemoryStream stream = new();
        using (System.Text.Json.Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("storeUrl", tenant.StoreUrl.ToString());
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
