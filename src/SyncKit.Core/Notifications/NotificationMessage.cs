using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>What one tenant's people are told at once. A message may arrive more than once, with the same id and the same content.</summary>
public sealed record NotificationMessage
{
    /// <summary>The message's id, the same for every sink and every attempt. Receivers recognise repetitions by it.</summary>
    public required string Id { get; init; }

    /// <summary>Whose.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>When it was put together.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, ordered by kind, subject and code; at least one.</summary>
    public required IReadOnlyList<NotificationGroup> Groups { get; init; }

    /// <summary>One line that sums it up.</summary>
    public string Title => NotificationText.TitleOf(this);

    /// <summary>The whole message as plain text. Of each kind the first 20 are listed, and the others counted.</summary>
    public string Text => NotificationText.Of(this);
}
