namespace SyncKit.SampleHost.Configuration;

/// <summary>What a host is told: where it stores, with which keys, which systems and whose.</summary>
internal sealed record HostSettings
{
    public required string Storage { get; init; }

    public required string ActiveKey { get; init; }

    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    public required QuickBooksApp QuickBooks { get; init; }

    public required IReadOnlyList<TenantSettings> Tenants { get; init; }

    /// <summary>
    /// Whether stores may be at addresses that are not public. When it is not said: only when the configuration itself names a store on this machine.
    /// </summary>
    public bool? AllowPrivateAddresses { get; init; }

    /// <summary>How often the shops are polled.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the work of a host that was killed waits for its successor.</summary>
    public TimeSpan LeaseLife { get; init; } = TimeSpan.FromSeconds(5);
}
