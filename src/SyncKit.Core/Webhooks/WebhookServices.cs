using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Lanes;
using SyncKit.Runs;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.Telemetry;

namespace SyncKit.Webhooks;

/// <summary>Registers what takes webhooks in.</summary>
internal static class WebhookServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<WebhookOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.TryAddSingleton<WebhookSecrets>();
        services.TryAddSingleton(provider => new VerifyingSecrets(
            provider.GetRequiredService<ICredentialStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ISealedCredentialStore>()));
        services.TryAddSingleton<AccountDirectory>();
        services.TryAddSingleton<DeliveryWatch>();
        services.TryAddSingleton<LossNotice>();
        services.TryAddSingleton<WebhookRepairs>();
        services.TryAddSingleton(provider => new WebhookEndpoints(
            provider.GetRequiredService<IWebhookEndpointStore>(),
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<WebhookSecrets>(),
            provider,
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new WebhookHealth(
            provider.GetRequiredService<DeliveryWatch>(),
            provider.GetRequiredService<IWebhookHistory>()));
        services.TryAddSingleton(provider => new WebhookReceiver(
            provider,
            provider.GetRequiredService<WebhookEndpoints>(),
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<VerifyingSecrets>(),
            provider.GetRequiredService<ISyncStateStore>(),
            provider.GetRequiredService<FlowCatalog>(),
            provider.GetRequiredService<RunQueue>(),
            provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<SyncKitMeter>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>()));
        services.TryAddSingleton(provider => new AppWebhookReceiver(
            provider,
            provider.GetRequiredService<AccountDirectory>(),
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<ISyncStateStore>(),
            provider.GetRequiredService<BooksHints>(),
            provider.GetRequiredService<SyncKitMeter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AppWebhookReceiver>>()));
        services.TryAddSingleton(provider => new ShopWebhooks(
            provider.GetRequiredService<IWebhookEndpointStore>(),
            provider.GetRequiredService<IConnectionStore>(),
            provider,
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
