using SyncKit.Notifications;

namespace SyncKit.Testing.InMemory;

/// <summary>One sink's open delivery.</summary>
internal sealed class NotificationTurn
{
    public required NotificationMessage Message { get; init; }

    public required string Sink { get; init; }

    public int Attempts { get; set; }

    public required DateTimeOffset NotBefore { get; set; }
}
