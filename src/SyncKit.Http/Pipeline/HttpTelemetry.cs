namespace SyncKit.Http;

/// <summary>The names under which connectors' HTTP calls are counted. They are part of the API.</summary>
public static class HttpTelemetry
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SyncKit.Http";

    /// <summary>The counter of HTTP calls that left, retries included.</summary>
    public const string CallCounter = "synckit.http.calls";

    /// <summary>The tag that holds the HTTP client's name, for example <c>SyncKit.QuickBooks</c>.</summary>
    public const string ClientTag = "synckit.client";

    /// <summary>The tag that says whether the vendor bills the call as a read.</summary>
    public const string MeteredTag = "synckit.metered";
}
