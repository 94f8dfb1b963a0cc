using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SyncKit.Connections;
using SyncKit.SampleHost.Syncing;
using SyncKit.Webhooks;

namespace SyncKit.SampleHost.Demo;

/// <summary>Connects the shop and the company as a merchant does, in the browser, and has the shop deliver webhooks.</summary>
internal static class DemoConnecting
{
    public static async Task RunAsync(DemoWorld world, Uri host, IServiceProvider services, CancellationToken cancellationToken)
    {
        ConnectionId shop = TenantSetup.Shop(DemoWorld.Tenant);
        ConnectionId company = TenantSetup.Company(DemoWorld.Tenant);
        using DemoBrowser browser = await DemoBrowser.SignInAsync(host, world.Token, cancellationToken);
        await browser.ConnectAsync(
            "woocommerce", $"tenant={DemoWorld.Tenant}&name={shop.Name}&scope=read_write&store={Uri.EscapeDataString(world.Shop.StoreUrl.ToString())}", cancellationToken);
        string page = await browser.ConnectAsync("quickbooks", $"tenant={DemoWorld.Tenant}&name={company.Name}", cancellationToken);
        if (!page.Contains(DemoWorld.CompanyName, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The page does not name the company that was connected: {page}");
        }

        ConnectionSetup setup = services.GetRequiredService<ConnectionSetup>();
        SettingsChange change = await setup.UpdateSettingsAsync(
            company, $$"""{"realmId":"{{world.Company.RealmId}}","storeName":"Demo shop"}""", cancellationToken: cancellationToken);
        if (!change.IsAccepted)
        {
            throw new InvalidOperationException($"The company does not take the settings: {string.Join(' ', change.Findings.Select(finding => finding.Message))}");
        }

        await setup.SwitchOnAsync(SyncHost.Flow, shop, company, cancellationToken);
        WebhookRegistration registration = await services.GetRequiredService<WebhookEndpoints>().RegisterInShopAsync(shop, new Uri(host, "webhooks"), cancellationToken);
        AnsiConsole.MarkupLineInterpolated(
            $"Connected in the browser: the shop, and the company '{DemoWorld.CompanyName}'. The shop delivers {registration.Repair.Webhooks.Count} kinds of webhook.");
    }
}
