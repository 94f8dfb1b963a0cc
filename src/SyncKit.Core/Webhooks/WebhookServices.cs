using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Lanes;
using SyncKit.Telemetry;

namespace SyncKit.Webhooks;

/// <summary>Registers what takes webhooks in.</summary>
internal static class WebhookServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new WebhookReceiver(
            provider,
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ICredentialStore>(),
            provider.GetRequiredService<ISyncStateStore>(),
            provider.GetRequiredService<FlowCatalog>(),
            provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<SyncKitMeter>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>()));
    }
}
