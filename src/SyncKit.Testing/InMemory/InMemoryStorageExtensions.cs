using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Auditing;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Hosting;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Notifications;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Testing.InMemory;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit;

/// <summary>Keeps everything in memory, for tests.</summary>
public static class InMemoryStorageExtensions
{
    /// <summary>Keeps everything in memory. Its clock is the registered <see cref="TimeProvider"/>, or else the system's.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="storage">What is kept, to be handed to a second host; a new one when absent.</param>
    public static SyncKitBuilder UseInMemory(this SyncKitBuilder builder, InMemoryStorage? storage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddSingleton(new StorageChoice("memory"));
        services.TryAddSingleton(storage ?? new InMemoryStorage());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISyncStateStore, InMemorySyncStateStore>();
        services.TryAddSingleton<IInbox, InMemoryInbox>();
        services.TryAddSingleton<ILaneStore, InMemoryLaneStore>();
        services.TryAddSingleton<ILedger, InMemoryLedger>();
        services.TryAddSingleton<IDeadLetterStore, InMemoryDeadLetterStore>();
        services.TryAddSingleton<IReferenceStore, InMemoryReferenceStore>();
        services.TryAddSingleton<IAuditTrail, InMemoryAuditTrail>();
        services.TryAddSingleton<ISealedCredentialStore, InMemoryCredentialStore>();
        services.TryAddSingleton<IConnectionStore, InMemoryConnectionStore>();
        services.TryAddSingleton<IWebhookEndpointStore, InMemoryWebhookEndpointStore>();
        services.TryAddSingleton<IWebhookHistory, InMemoryWebhookHistory>();
        services.TryAddSingleton<INotificationStore, InMemoryNotificationStore>();
        services.TryAddSingleton<INotificationOutbox, InMemoryNotificationOutbox>();
        services.TryAddSingleton<IStorageProbe, InMemoryStorageProbe>();
        services.TryAddSingleton<IScheduleStore, InMemoryScheduleStore>();
        services.TryAddSingleton<IRunStore, InMemoryRunStore>();
        services.TryAddSingleton<IConnectAttemptStore, InMemoryConnectAttemptStore>();
        return builder;
    }
}
