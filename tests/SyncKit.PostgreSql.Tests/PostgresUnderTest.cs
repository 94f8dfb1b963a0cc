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
using SyncKit.PostgreSql.Webhooks;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Tests;

internal sealed class PostgresUnderTest : StorageUnderTest
{
    private TestDatabase? test;

    private PostgresDatabase Database => test!.Database;

    public static async Task<StorageUnderTest> CreateAsync()
    {
        PostgresUnderTest storage = new();
        storage.test = await TestDatabase.CreateAsync(storage.Time);
        return storage;
    }

    public override ISyncStateStore State => new PostgresSyncStateStore(Database);

    public override IInbox Inbox => new PostgresInbox(Database);

    public override ILaneStore Lanes => new PostgresLaneStore(Database);

    public override ILedger Ledger => new PostgresLedger(Database);

    public override IDeadLetterStore DeadLetters => new PostgresDeadLetterStore(Database);

    public override IReferenceStore References => new PostgresReferenceStore(Database);

    public override IAuditTrail Audit => new PostgresAuditTrail(Database);

    public override ISealedCredentialStore Credentials => new PostgresCredentialStore(Database);

    public override IConnectionStore Connections => new PostgresConnectionStore(Database);

    public override IWebhookEndpointStore Endpoints => new PostgresWebhookEndpointStore(Database);

    public override IWebhookHistory WebhookHistory => new PostgresWebhookHistory(Database);

    public override INotificationStore Notifications => new PostgresNotificationStore(Database);

    public override INotificationOutbox Outbox => new PostgresNotificationOutbox(Database);

    public override IStorageProbe Probe => new PostgresStorageProbe(Database);

    public override IScheduleStore Schedules => new PostgresScheduleStore(Database);

    public override IRunStore Runs => new PostgresRunStore(Database);

    public override IConnectAttemptStore Attempts => new PostgresConnectAttemptStore(Database);

    public override Task ReopenAsync() => test!.ReopenAsync();

    public override ValueTask DisposeAsync() => test!.DisposeAsync();
}
