namespace SyncKit.Webhooks;

/// <summary>How a host sees to webhooks. Every value has a default that works.</summary>
public sealed class WebhookOptions
{
    /// <summary>How long after polling found a change its delivery may still come before it counts as lost. <value>Default: 15 minutes.</value></summary>
    public TimeSpan GraceTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many changes of a connection may be lost in a day before a person is told. <value>Default: 0.</value></summary>
    public int LossThreshold { get; set; }

    /// <summary>
    /// How often the webhooks of connections that were registered in their shop are checked and mended there. <value>Default: 1 hour. Zero: never.</value>
    /// </summary>
    public TimeSpan RepairInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long deliveries are remembered to recognise their replays, and counts are kept. <value>Default: 30 days.</value></summary>
    public TimeSpan Memory { get; set; } = TimeSpan.FromDays(30);
}
