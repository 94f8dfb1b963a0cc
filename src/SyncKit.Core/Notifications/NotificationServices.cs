using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Hosting;

namespace SyncKit.Notifications;

/// <summary>Registers what tells people.</summary>
internal static class NotificationServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<NotificationOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INotificationSink, LogNotificationSink>());
        services.TryAddSingleton(provider => new Notifier(
            provider.GetRequiredService<INotificationStore>(),
            provider.GetRequiredService<IOptions<NotificationOptions>>(),
            provider.GetRequiredService<ILogger<Notifier>>()));
        services.TryAddSingleton(provider => new NotificationSender(
            provider.GetRequiredService<INotificationOutbox>(),
            provider.GetServices<INotificationSink>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<IOptions<NotificationOptions>>(),
            provider.GetRequiredService<IOptions<SyncKitOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<NotificationSender>>()));
        services.TryAddSingleton<ConnectionNotices>();
        services.TryAddSingleton<LaneNotices>();
        services.TryAddSingleton<DeadLetterNotices>();
    }
}
