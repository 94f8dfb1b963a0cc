namespace SyncKit.AspNetCore.Health;

/// <summary>From when on a host counts as degraded or unhealthy. Every value has a default that works.</summary>
public sealed class SyncKitHealthOptions
{
    /// <summary>How long a write and a read of the storage may take together; beyond it is degraded. <value>Default: 2 seconds.</value></summary>
    public TimeSpan SlowStorage { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long work that is due may wait until some host takes its lane; beyond it lanes are degraded, and unhealthy beyond six times as long.
    /// <value>Default: 5 minutes.</value>
    /// </summary>
    public TimeSpan LongestLaneWait { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far clocks may jump or lie apart; beyond it is degraded. Leases are measured in tens of seconds. <value>Default: 30 seconds.</value></summary>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer is given again before it is asked for anew, so that nobody loads the storage by asking. <value>Default: 5 seconds.</value></summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether answers hold descriptions, figures and the names of connections. Only where whoever asks may know the tenants. <value>Default: false.</value>
    /// </summary>
    public bool ShowDetails { get; set; }
}
