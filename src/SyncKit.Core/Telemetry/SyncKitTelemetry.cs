using System.Diagnostics;

namespace SyncKit.Telemetry;

/// <summary>The names under which SyncKit can be observed. They are part of its API.</summary>
public static class SyncKitTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "SyncKit";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "SyncKit";

    internal const string WebhookSpan = "synckit.webhook";

    internal const string RunSpan = "synckit.run";

    internal const string PageSpan = "synckit.page";

    internal const string LaneSpan = "synckit.lane";

    internal const string ItemSpan = "synckit.item";

    internal const string FlowTag = "synckit.flow";

    internal const string ConnectorTag = "synckit.connector";

    internal const string OutcomeTag = "synckit.outcome";

    internal const string ErrorTag = "error.type";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);
}
