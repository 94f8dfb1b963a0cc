using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace SyncKit.Notifications;

/// <summary>Registers what tells people.</summary>
internal static class NotificationServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Notifier(provider.GetRequiredService<ILogger<Notifier>>()));
    }
}
