using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Notifications;
using SyncKit.Scheduling;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit.Testing.InMemory;

/// <summary>
/// What the in-memory stores keep. Hand one storage to a second host, and that host finds what the first one left, as after a restart.
/// Safe for use from several threads and hosts.
/// </summary>
public sealed class InMemoryStorage
{
    internal Lock Gate { get; } = new();

    internal long LastSequence { get; set; }

    internal Dictionary<StreamId, StreamPosition> Positions { get; } = [];

    internal Dictionary<(string Flow, RecordKey Record), InboxItem> Inbox { get; } = [];

    internal Dictionary<ConnectionId, LaneState> Lanes { get; } = [];

    internal List<(ConnectionId Lane, Intent Intent)> Intents { get; } = [];

    internal Dictionary<(string Flow, RecordKey Record), LedgerRecord> Records { get; } = [];

    internal Dictionary<(string Flow, RecordKey Record, string Key), LedgerDocument> Documents { get; } = [];

    internal Dictionary<(ConnectionId Lane, string Kind, string Key), ResolvedReference> References { get; } = [];

    internal Dictionary<(TenantId Tenant, string Flow), FlowCounts> Counts { get; } = [];

    internal InMemoryAuditLog Audit { get; } = new();

    internal Dictionary<ConnectionId, SealedCredentials> Credentials { get; } = [];

    internal Dictionary<ConnectionId, (string Owner, DateTimeOffset Until)> RefreshClaims { get; } = [];

    internal Dictionary<ConnectionId, Connection> Connections { get; } = [];

    internal HashSet<(string Flow, ConnectionId Source, ConnectionId Destination)> Bindings { get; } = [];

    internal Dictionary<string, WebhookEndpoint> Endpoints { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(ConnectionId Connection, string Key), DateTimeOffset> Deliveries { get; } = [];

    internal Dictionary<(ConnectionId Connection, string Kind, string Id), InMemoryToldRecord> Told { get; } = [];

    internal Dictionary<(ConnectionId Connection, string Kind, DateOnly Day), WebhookKindHealth> WebhookDays { get; } = [];

    internal Dictionary<(TenantId Tenant, NotificationKind Kind, string Subject, string Code), NotificationState> Notifications { get; } = [];

    internal List<NotificationMessage> Messages { get; } = [];

    internal List<NotificationTurn> Turns { get; } = [];

    internal Dictionary<(TenantId Tenant, string Name), (Schedule? Schedule, long Version)> Schedules { get; } = [];

    internal Dictionary<(TenantId Tenant, string Name), ScheduleTick> ScheduleTicks { get; } = [];

    internal InMemoryRunRows Runs { get; } = new();

    internal Dictionary<string, (ConnectAttempt Attempt, DateTimeOffset ExpiresAt, AttemptState State)> Attempts { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(ConnectionId Connection, string Edge), (DateTimeOffset EndsAt, int DaysLeft)> Edges { get; } = [];

    internal void Count(TenantId tenant, string flow, FlowCounts move) =>
        Counts[(tenant, flow)] = Counts.GetValueOrDefault((tenant, flow), FlowCounts.Zero) + move;

    internal LaneState LaneOf(ConnectionId lane)
    {
        if (!Lanes.TryGetValue(lane, out LaneState? state))
        {
            state = new LaneState();
            Lanes.Add(lane, state);
        }

        return state;
    }

    internal InMemoryToldRecord ToldOf(ConnectionId connection, string kind, string id)
    {
        if (!Told.TryGetValue((connection, kind, id), out InMemoryToldRecord? told))
        {
            told = new InMemoryToldRecord();
            Told.Add((connection, kind, id), told);
        }

        return told;
    }

    internal void CountWebhooks(ConnectionId connection, string kind, DateOnly day, WebhookKindHealth more)
    {
        WebhookKindHealth sum = WebhookDays.GetValueOrDefault((connection, kind, day)) ?? new WebhookKindHealth(kind, 0, 0, 0, null);
        WebhookDays[(connection, kind, day)] = new WebhookKindHealth(
            kind,
            sum.Received + more.Received,
            sum.Delivered + more.Delivered,
            sum.Lost + more.Lost,
            more.LastReceivedAt ?? sum.LastReceivedAt);
    }
}
