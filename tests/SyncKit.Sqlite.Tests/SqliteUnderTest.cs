using SyncKit.Auditing;
using SyncKit.Conformance;
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
using SyncKit.Sqlite.Runs;
using SyncKit.Sqlite.Scheduling;
using SyncKit.Sqlite.Webhooks;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit.Sqlite.Tests;

internal sealed class SqliteUnderTest : StorageUnderTest
{
    private readonly TemporaryFile file = new();
    private SqliteDatabase database;

    public SqliteUnderTest() => database = new SqliteDatabase(file.ConnectionString, Time);

    public override ISyncStateStore State => new SqliteSyncStateStore(database);

    public override IInbox Inbox => new SqliteInbox(database);

    public override ILaneStore Lanes => new SqliteLaneStore(database);

    public override ILedger Ledger => new SqliteLedger(database);

    public override IDeadLetterStore DeadLetters => new SqliteDeadLetterStore(database);

    public override IReferenceStore References => new SqliteReferenceStore(database);

    public override IAuditTrail Audit => new SqliteAuditTrail(database);

    public override ISealedCredentialStore Credentials => new SqliteCredentialStore(database);

    public override IConnectionStore Connections => new SqliteConnectionStore(database);

    public override IWebhookEndpointStore Endpoints => new SqliteWebhookEndpointStore(database);

    public override IWebhookHistory WebhookHistory => new SqliteWebhookHistory(database);

    public override INotificationStore Notifications => new SqliteNotificationStore(database);

    public override INotificationOutbox Outbox => new SqliteNotificationOutbox(database);

    public override IStorageProbe Probe => new SqliteStorageProbe(database);

    public override IScheduleStore Schedules => new SqliteScheduleStore(database);

    public override IRunStore Runs => new SqliteRunStore(database);

    public override IConnectAttemptStore Attempts => new SqliteConnectAttemptStore(database);

    public override Task ReopenAsync()
    {
        database.Dispose();
        database = new SqliteDatabase(file.ConnectionString, Time);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        database.Dispose();
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
