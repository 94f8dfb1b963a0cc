using System.Diagnostics;

namespace SyncKit.Telemetry;

/// <summary>The names under which SyncKit can be observed. They are part of its API.</summary>
public static class SyncKitTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "SyncKit";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "SyncKit";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);
}
