namespace SyncKit.Notifications;

/// <summary>What a notification is about. Stored as its number.</summary>
public enum NotificationKind
{
    /// <summary>A connection is parked until a person connects it again or mends its settings.</summary>
    NeedsReconnect = 0,

    /// <summary>A lane pauses for longer than a moment: a limit, an outage.</summary>
    LanePaused = 1,

    /// <summary>More dead letters wait than the tenant wants to let pass unnoticed.</summary>
    DeadLetters = 2,

    /// <summary>A run ended with something that differs, failed or is held.</summary>
    RunDiffers = 3,

    /// <summary>A shop did not deliver webhooks that it should have, or switched one off.</summary>
    WebhookLoss = 4,

    /// <summary>A connection's grant nears its end.</summary>
    TokenEdge = 5,
}
