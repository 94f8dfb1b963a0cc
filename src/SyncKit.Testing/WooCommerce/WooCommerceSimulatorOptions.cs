namespace SyncKit.Testing.WooCommerce;

/// <summary>What a simulated store is like.</summary>
public sealed class WooCommerceSimulatorOptions
{
    /// <summary>The store's clock.</summary>
    /// <value>The system's clock.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where ids, keys and secrets start from; the same seed gives the same ones.</summary>
    /// <value>1</value>
    public int RandomSeed { get; set; } = 1;

    /// <summary>The site's time zone, which local dates and some date parameters are read in.</summary>
    /// <value>America/New_York</value>
    public TimeZoneInfo SiteTimeZone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>The store's currency.</summary>
    /// <value><c>USD</c></value>
    public string Currency { get; set; } = "USD";

    /// <summary>Whether Basic authentication and keys in the query work although the loopback server speaks plain HTTP. A real store takes OAuth 1.0a only there.</summary>
    /// <value>false</value>
    public bool AllowBasicOverHttp { get; set; }

    /// <summary>Whether keys are handed over to addresses without https too, so that a receiver on this machine needs no certificate. A real store refuses them.</summary>
    /// <value>true</value>
    public bool AllowPlainCallback { get; set; } = true;

    /// <summary>A file written by <see cref="WooCommerceSimulator.SaveAsync"/> that the store goes on from: same orders, catalog, keys and webhooks. Clock, time zone and currency come from these options.</summary>
    /// <value>The store starts empty when absent.</value>
    public string? LoadFrom { get; set; }

    /// <summary>The loopback port to listen on, for a store that is to be at the address where it was. Zero takes a free one.</summary>
    /// <value>0</value>
    public int Port { get; set; }

    /// <summary>How many requests are kept for <see cref="WooCommerceSimulator.Requests"/>, the youngest ones.</summary>
    /// <value>5000</value>
    public int KeptRequests { get; set; } = 5000;
}
