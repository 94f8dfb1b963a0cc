using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>Something that a person should know. It holds no secret.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">On what: a connection or a flow. Notifications of one tenant, kind, subject and code are grouped.</param>
/// <param name="Code">A stable code, for example <c>quickbooks.reconnect</c>.</param>
/// <param name="Message">One sentence that says what is wrong, with its figures.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
/// <param name="At">When it happened.</param>
public sealed record Notification(
    TenantId Tenant,
    NotificationKind Kind,
    string Subject,
    string Code,
    string Message,
    string Remedy,
    DateTimeOffset At)
{
    /// <summary>
    /// Since when the condition lasts that this tells of. A group that was told of something at or after this time is left as it is, so that several hosts may
    /// tell of one condition again and again and people hear of it once. <value>Default: none; each notification counts.</value>
    /// </summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>The number that it is about, for example how many dead letters wait. <value>Default: none.</value></summary>
    public long? Figure { get; init; }
}
