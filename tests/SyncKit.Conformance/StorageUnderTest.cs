using Microsoft.Extensions.Time.Testing;
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
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit.Conformance;

/// <summary>All stores of one storage, with a clock that stands still until a test moves it.</summary>
public abstract class StorageUnderTest : IAsyncDisposable
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; } = new(Start);

    public DateTimeOffset Now => Time.GetUtcNow();

    public abstract ISyncStateStore State { get; }

    public abstract IInbox Inbox { get; }

    public abstract ILaneStore Lanes { get; }

    public abstract ILedger Ledger { get; }

    public abstract IDeadLetterStore DeadLetters { get; }

    public abstract IReferenceStore References { get; }

    public abstract IAuditTrail Audit { get; }

    public abstract ISealedCredentialStore Credentials { get; }

    public abstract IConnectionStore Connections { get; }

    public abstract IWebhookEndpointStore Endpoints { get; }

    public abstract IWebhookHistory WebhookHistory { get; }

    public abstract INotificationStore Notifications { get; }

    public abstract INotificationOutbox Outbox { get; }

    public abstract IStorageProbe Probe { get; }

    public abstract IScheduleStore Schedules { get; }

    public abstract IRunStore Runs { get; }

    public abstract IConnectAttemptStore Attempts { get; }

    /// <summary>Ends the host as a restart does; the stores are those of the next host from now on.</summary>
    public abstract Task ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
