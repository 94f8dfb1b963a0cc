using System.Net;
using SyncKit.SampleHost.Access;

namespace SyncKit.SampleHost.Configuration;

/// <summary>What a host is told: where it stores, with which keys, which systems and whose.</summary>
internal sealed record HostSettings
{
    public required string Storage { get; init; }

    /// <summary>The id of the key that new credentials are encrypted with; empty where <see cref="KeyFile"/> says it.</summary>
    public string ActiveKey { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>A file with the keys, read anew when it changes; absent: the keys stand in the configuration.</summary>
    public string? KeyFile { get; init; }

    public required QuickBooksApp QuickBooks { get; init; }

    public required IReadOnlyList<TenantSettings> Tenants { get; init; }

    /// <summary>
    /// Whether stores may be at addresses that are not public. When it is not said: only when the configuration itself names a store on this machine.
    /// </summary>
    public bool? AllowPrivateAddresses { get; init; }

    /// <summary>Where the host listens. A port of 0 is a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The address under which browsers, shops and Intuit reach the host; absent: the one that they used.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>The tokens that open the management API.</summary>
    public IReadOnlyList<AccessToken> Tokens { get; init; } = [];

    /// <summary>Who is told what needs a person, beside the log.</summary>
    public NotificationTargets Notifications { get; init; } = new();

    /// <summary>How the host takes part in a cluster that places the work; absent: each host takes work from the storage.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>How often the shops are polled.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the work of a host that was killed waits for its successor.</summary>
    public TimeSpan LeaseLife { get; init; } = TimeSpan.FromSeconds(5);
}
