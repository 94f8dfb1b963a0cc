using System.Diagnostics.Metrics;

namespace SyncKit.Telemetry;

/// <summary>Counts and times the path. Tags are names of flows and connectors, never ids.</summary>
internal sealed class SyncKitMeter
{
    private readonly Counter<long> read;
    private readonly Counter<long> processed;
    private readonly Counter<long> webhooks;
    private readonly Histogram<double> duration;

    public SyncKitMeter(IMeterFactory? factory = null)
    {
        Meter meter = factory?.Create(SyncKitTelemetry.MeterName) ?? new Meter(SyncKitTelemetry.MeterName);
        read = meter.CreateCounter<long>("synckit.records.read", "{record}", "Records that a source sent.");
        processed = meter.CreateCounter<long>("synckit.records.processed", "{record}", "Items that a lane worked on.");
        webhooks = meter.CreateCounter<long>("synckit.webhooks.received", "{delivery}", "Webhook deliveries by verdict.");
        duration = meter.CreateHistogram<double>("synckit.lane.batch.duration", "s", "How long a lane worked on one batch of items.");
    }

    public void Read(string connector, int records) => read.Add(records, new KeyValuePair<string, object?>("synckit.connector", connector));

    public void Processed(string flow, string connector, int items, TimeSpan took)
    {
        KeyValuePair<string, object?> ofFlow = new("synckit.flow", flow);
        KeyValuePair<string, object?> ofConnector = new("synckit.connector", connector);
        processed.Add(items, ofFlow, ofConnector);
        duration.Record(took.TotalSeconds, ofFlow, ofConnector);
    }

    public void Webhook(string connector, string verdict) => webhooks.Add(
        1,
        new KeyValuePair<string, object?>("synckit.connector", connector),
        new KeyValuePair<string, object?>("synckit.verdict", verdict));
}
