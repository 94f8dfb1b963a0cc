using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
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
using SyncKit.PostgreSql;
using SyncKit.PostgreSql.Auditing;
using SyncKit.PostgreSql.Connecting;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Credentials;
using SyncKit.PostgreSql.Hosting;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Lanes;
using SyncKit.PostgreSql.Ledger;
using SyncKit.PostgreSql.Notifications;
using SyncKit.PostgreSql.References;
using SyncKit.PostgreSql.Runs;
using SyncKit.PostgreSql.Scheduling;
using SyncKit.PostgreSql.Wakeups;
using SyncKit.PostgreSql.Webhooks;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit;

/// <summary>Keeps everything in one PostgreSQL database.</summary>
public static class PostgreSqlStorageExtensions
{
    /// <summary>
    /// Keeps everything in one PostgreSQL database (15 or newer), in the schema <c>synckit</c>, which is made when it is not there and brought to the newest
    /// form when the first store is used. Any number of hosts may share it. Its clock is the server's.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">
    /// Names the server, for example <c>Host=db.example;Database=synckit;Username=synckit;Password=...</c>, or as an address
    /// (<c>postgres://synckit:...@db.example/synckit</c>). Behind a pooler that hands out connections for one transaction, add <c>Max Auto Prepare=0</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> cannot be read or names no server.</exception>
    public static SyncKitBuilder UsePostgreSql(this SyncKitBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        PostgresConnectionString.Complete(connectionString);
        IServiceCollection services = builder.Services;
        services.AddSingleton(new StorageChoice("PostgreSQL"));
        services.TryAddSingleton(provider => new PostgresDatabase(connectionString, provider.GetService<TimeProvider>()));
        services.TryAddSingleton<ISyncStateStore, PostgresSyncStateStore>();
        services.TryAddSingleton<IInbox, PostgresInbox>();
        services.TryAddSingleton<ILaneStore, PostgresLaneStore>();
        services.TryAddSingleton<ILedger, PostgresLedger>();
        services.TryAddSingleton<IDeadLetterStore, PostgresDeadLetterStore>();
        services.TryAddSingleton<IReferenceStore, PostgresReferenceStore>();
        services.TryAddSingleton<IAuditTrail, PostgresAuditTrail>();
        services.TryAddSingleton<ISealedCredentialStore, PostgresCredentialStore>();
        services.TryAddSingleton<IConnectionStore, PostgresConnectionStore>();
        services.TryAddSingleton<IWebhookEndpointStore, PostgresWebhookEndpointStore>();
        services.TryAddSingleton<IWebhookHistory, PostgresWebhookHistory>();
        services.TryAddSingleton<INotificationStore, PostgresNotificationStore>();
        services.TryAddSingleton<INotificationOutbox, PostgresNotificationOutbox>();
        services.TryAddSingleton<IStorageProbe, PostgresStorageProbe>();
        services.TryAddSingleton<IScheduleStore, PostgresScheduleStore>();
        services.TryAddSingleton<IRunStore, PostgresRunStore>();
        services.TryAddSingleton<IConnectAttemptStore, PostgresConnectAttemptStore>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkListener>(provider => new WorkListener(
            provider.GetRequiredService<PostgresDatabase>(),
            provider.GetRequiredService<WorkHints>().Raise,
            provider.GetRequiredService<IOptions<SyncKitOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<WorkListener>>() ?? NullLogger<WorkListener>.Instance)));
        return builder;
    }
}
