namespace SyncKit.AspNetCore;

/// <summary>What SyncKit's HTTP endpoints take at most. Every value has a default that works.</summary>
public sealed class SyncKitEndpointOptions
{
    /// <summary>How long a request's body may be, in bytes. <value>Default: 2 MiB.</value></summary>
    public int MaxBodyBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>How many deliveries a second each webhook address takes in the long run. <value>Default: 100.</value></summary>
    public int WebhooksPerSecond { get; set; } = 100;

    /// <summary>How many deliveries each webhook address takes at once. <value>Default: 500.</value></summary>
    public int WebhookBurst { get; set; } = 500;

    /// <summary>
    /// How many forged deliveries a minute a remote address may send to a webhook address before it is turned away unread. One remote address in front of all, as that of
    /// a proxy, does no harm: forgeries at one webhook address never count at another. <value>Default: 60.</value>
    /// </summary>
    public int ForgeriesPerMinute { get; set; } = 60;

    /// <summary>How many other requests a second each tenant may send in the long run. <value>Default: 50.</value></summary>
    public int ApiRequestsPerSecond { get; set; } = 50;

    /// <summary>How many other requests each tenant may send at once. <value>Default: 200.</value></summary>
    public int ApiBurst { get; set; } = 200;

    /// <summary>Says what is wrong with these options; <see langword="null"/> when nothing is.</summary>
    internal string? Problem() => this switch
    {
        { MaxBodyBytes: < 1024 or > 256 * 1024 * 1024 } => $"SyncKitEndpointOptions.MaxBodyBytes is {MaxBodyBytes}; it must be between 1 KiB and 256 MiB.",
        { WebhooksPerSecond: < 1 } => $"SyncKitEndpointOptions.WebhooksPerSecond is {WebhooksPerSecond}; it must be at least 1.",
        { WebhookBurst: < 1 } => $"SyncKitEndpointOptions.WebhookBurst is {WebhookBurst}; it must be at least 1.",
        { ForgeriesPerMinute: < 1 } => $"SyncKitEndpointOptions.ForgeriesPerMinute is {ForgeriesPerMinute}; it must be at least 1.",
        { ApiRequestsPerSecond: < 1 } => $"SyncKitEndpointOptions.ApiRequestsPerSecond is {ApiRequestsPerSecond}; it must be at least 1.",
        { ApiBurst: < 1 } => $"SyncKitEndpointOptions.ApiBurst is {ApiBurst}; it must be at least 1.",
        _ => null,
    };
}
