using Microsoft.Extensions.DependencyInjection;
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
using SyncKit.Testing.InMemory;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit.Testing.Tests.InMemory;

internal sealed class InMemoryUnderTest : StorageUnderTest
{
    private readonly InMemoryStorage storage = new();
    private ServiceProvider host;

    public InMemoryUnderTest() => host = Host();

    public override ISyncStateStore State => host.GetRequiredService<ISyncStateStore>();

    public override IInbox Inbox => host.GetRequiredService<IInbox>();

    public override ILaneStore Lanes => host.GetRequiredService<ILaneStore>();

    public override ILedger Ledger => host.GetRequiredService<ILedger>();

    public override IDeadLetterStore DeadLetters => host.GetRequiredService<IDeadLetterStore>();

    public override IReferenceStore References => host.GetRequiredService<IReferenceStore>();

    public override IAuditTrail Audit => host.GetRequiredService<IAuditTrail>();

    public override ISealedCredentialStore Credentials => host.GetRequiredService<ISealedCredentialStore>();

    public override IConnectionStore Connections => host.GetRequiredService<IConnectionStore>();

    public override IWebhookEndpointStore Endpoints => host.GetRequiredService<IWebhookEndpointStore>();

    public override IWebhookHistory WebhookHistory => host.GetRequiredService<IWebhookHistory>();

    public override INotificationStore Notifications => host.GetRequiredService<INotificationStore>();

    public override INotificationOutbox Outbox => host.GetRequiredService<INotificationOutbox>();

    public override IStorageProbe Probe => host.GetRequiredService<IStorageProbe>();

    public override IScheduleStore Schedules => host.GetRequiredService<IScheduleStore>();

    public override IRunStore Runs => host.GetRequiredService<IRunStore>();

    public override IConnectAttemptStore Attempts => host.GetRequiredService<IConnectAttemptStore>();

    public override async Task ReopenAsync()
    {
        await host.DisposeAsync();
        host = Host();
    }

    public override ValueTask DisposeAsync() => host.DisposeAsync();

    private ServiceProvider Host()
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSyncKit().UseInMemory(storage);
        return services.BuildServiceProvider();
    }
}
