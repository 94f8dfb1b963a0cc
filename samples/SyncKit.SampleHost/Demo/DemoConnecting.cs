using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.SampleHost.Syncing;
using SyncKit.Webhooks;

namespace SyncKit.SampleHost.Demo;

/// <summary>Connects the shop and the company as a merchant does, in the browser, and has the shop deliver webhooks.</summary>
internal static class DemoConnecting
{
    public static async Task RunAsync(DemoWorld world, Uri host, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!world.IsNew)
        {
            await MoveAsync(world, host, services, cancellationToken);
            return;
        }

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
        await ConnectProjectAsync(world, setup, cancellationToken);
        int topics = await RegisterAsync(host, services, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Connected in the browser: the shop, and the company '{DemoWorld.CompanyName}'; with a key: the project. The shop delivers {topics} kinds of webhook.");
    }

    /// <summary>A project is connected by its address and a secret key, which a person copies from its settings.</summary>
    private static Task ConnectProjectAsync(DemoWorld world, ConnectionSetup setup, CancellationToken cancellationToken) =>
        TenantSetup.ConnectProjectAsync(setup, DemoWorld.Tenant, world.Project.SettingsJson, world.Project.SecretKey, cancellationToken);

    /// <summary>Shop, project and host are at other ports in each run of the demo.</summary>
    private static async Task MoveAsync(DemoWorld world, Uri host, IServiceProvider services, CancellationToken cancellationToken)
    {
        ConnectionSetup setup = services.GetRequiredService<ConnectionSetup>();
        await setup.ConnectAsync(
            TenantSetup.Shop(DemoWorld.Tenant), $$"""{"storeUrl":"{{world.Shop.StoreUrl}}"}""", CredentialSet.Of(), cancellationToken);
        await ConnectProjectAsync(world, setup, cancellationToken);
        await RegisterAsync(host, services, cancellationToken);
    }

    private static async Task<int> RegisterAsync(Uri host, IServiceProvider services, CancellationToken cancellationToken)
    {
        WebhookEndpoints endpoints = services.GetRequiredService<WebhookEndpoints>();
        WebhookRegistration registration = await endpoints.RegisterInShopAsync(TenantSetup.Shop(DemoWorld.Tenant), new Uri(host, "webhooks"), cancellationToken);
        return registration.Repair.Webhooks.Count(webhook => webhook.Action != WebhookAction.Removed);
    }
}
