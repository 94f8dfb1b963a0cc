using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Connecting;

/// <summary>Registers what connects accounts.</summary>
internal static class ConnectingServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<ConsentFlows>();
        services.TryAddSingleton<TrialCredentials>();
        services.TryAddSingleton<AccountBinding>();
        services.TryAddSingleton<Promotion>();
        services.TryAddSingleton<GrantTrial>();
        services.TryAddSingleton<HandConnection>();
        services.TryAddSingleton<Disconnection>();
        services.TryAddSingleton<SettingsUpdate>();
        services.TryAddSingleton<ConnectionSwitch>();
        services.TryAddSingleton<GrantUpkeep>();
        services.TryAddSingleton(provider => new AccountConnector(
            provider.GetRequiredService<ConsentFlows>(),
            provider.GetRequiredService<IConnectAttemptStore>(),
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<TrialCredentials>(),
            provider.GetRequiredService<GrantTrial>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
