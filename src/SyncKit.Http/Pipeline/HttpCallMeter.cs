using System.Diagnostics.Metrics;

namespace SyncKit.Http;

/// <summary>Counts the calls that left, per client and whether the vendor bills them as reads.</summary>
internal sealed class HttpCallMeter
{
    private readonly Counter<long> calls;

    public HttpCallMeter(IMeterFactory? factory = null)
    {
        var meter = factory?.Create(HttpTelemetry.MeterName) ?? new Meter(HttpTelemetry.MeterName);
        calls = meter.CreateCounter<long>(HttpTelemetry.CallCounter, "{call}", "HTTP calls that left, retries included.");
    }

    public void Count(string client, bool metered) => calls.Add(
        1,
        new KeyValuePair<string, object?>(HttpTelemetry.ClientTag, client),
        new KeyValuePair<string, object?>(HttpTelemetry.MeteredTag, metered));
}
