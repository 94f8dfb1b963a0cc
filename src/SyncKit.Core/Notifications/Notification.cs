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
    DateTimeOffset At);
