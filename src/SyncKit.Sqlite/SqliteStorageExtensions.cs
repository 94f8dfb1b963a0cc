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
using SyncKit.Sqlite;
using SyncKit.Sqlite.Auditing;
using SyncKit.Sqlite.Connecting;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Credentials;
using SyncKit.Sqlite.Hosting;
using SyncKit.Sqlite.Inbox;
using SyncKit.Sqlite.Lanes;
using SyncKit.Sqlite.Ledger;
using SyncKit.Sqlite.Notifications;
using SyncKit.Sqlite.References;
using SyncKit.Sqlite.Webhooks;
using SyncKit.Sqlite.Runs;
using SyncKit.Sqlite.Scheduling;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit;

/// <summary>Keeps everything in one SQLite file.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>
    /// Keeps everything in one SQLite file, which is made when it is not there and brought to the newest schema when the first store is used.
    /// Several processes of one machine may share it. Its clock is the registered <see cref="TimeProvider"/>, or else the system's.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Names the file, for example <c>Data Source=synckit.db</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> names no file that can be written.</exception>
    public static SyncKitBuilder UseSqlite(this SyncKitBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        SqliteFile.Parse(connectionString);
        IServiceCollection services = builder.Services;
        services.AddSingleton(new StorageChoice("SQLite"));
        services.TryAddSingleton(provider => new SqliteDatabase(connectionString, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.TryAddSingleton<ISyncStateStore, SqliteSyncStateStore>();
        services.TryAddSingleton<IInbox, SqliteInbox>();
        services.TryAddSingleton<ILaneStore, SqliteLaneStore>();
        services.TryAddSingleton<ILedger, SqliteLedger>();
        services.TryAddSingleton<IDeadLetterStore, SqliteDeadLetterStore>();
        services.TryAddSingleton<IReferenceStore, SqliteReferenceStore>();
        services.TryAddSingleton<IAuditTrail, SqliteAuditTrail>();
        services.TryAddSingleton<ISealedCredentialStore, SqliteCredentialStore>();
        services.TryAddSingleton<IConnectionStore, SqliteConnectionStore>();
        services.TryAddSingleton<IWebhookEndpointStore, SqliteWebhookEndpointStore>();
        services.TryAddSingleton<IWebhookHistory, SqliteWebhookHistory>();
        services.TryAddSingleton<INotificationStore, SqliteNotificationStore>();
        services.TryAddSingleton<INotificationOutbox, SqliteNotificationOutbox>();
        services.TryAddSingleton<IStorageProbe, SqliteStorageProbe>();
        services.TryAddSingleton<IScheduleStore, SqliteScheduleStore>();
        services.TryAddSingleton<IRunStore, SqliteRunStore>();
        services.TryAddSingleton<IConnectAttemptStore, SqliteConnectAttemptStore>();
        return builder;
    }
}
