using System.Diagnostics;
using System.Diagnostics.Metrics;
using SyncKit.Lanes;
using SyncKit.Runs;

namespace SyncKit.Telemetry;

/// <summary>Counts and times the path. Tags are names of flows and connectors and codes of failures, never ids.</summary>
internal sealed class SyncKitMeter
{
    private static readonly InstrumentAdvice<double> FromMillisecondsToHours = new()
    {
        HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400],
    };

    private readonly Counter<long> read;
    private readonly Counter<long> processed;
    private readonly Counter<long> delivered;
    private readonly Counter<long> webhooks;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> latency;
    private readonly Histogram<double> runs;

    public SyncKitMeter(IMeterFactory? factory = null)
    {
        Meter meter = factory?.Create(SyncKitTelemetry.MeterName) ?? new Meter(SyncKitTelemetry.MeterName);
        read = meter.CreateCounter<long>("synckit.records.read", "{record}", "Records that a source sent.");
        processed = meter.CreateCounter<long>("synckit.records.processed", "{record}", "Items that a lane worked on.");
        delivered = meter.CreateCounter<long>("synckit.records.delivered", "{record}", "Items that were settled, by what became of them.");
        webhooks = meter.CreateCounter<long>("synckit.webhooks.received", "{delivery}", "Webhook deliveries by verdict.");
        duration = meter.CreateHistogram("synckit.lane.batch.duration", "s", "How long a lane worked on one batch of items.", null, FromMillisecondsToHours);
        latency = meter.CreateHistogram(
            "synckit.record.latency", "s", "From an item's being due until it is settled for good.", null, FromMillisecondsToHours);
        runs = meter.CreateHistogram("synckit.flow.run.duration", "s", "From a run's start to its end, by how it ended.", null, FromMillisecondsToHours);
    }

    public void Read(string connector, int records) => read.Add(records, new KeyValuePair<string, object?>(SyncKitTelemetry.ConnectorTag, connector));

    public void Processed(string flow, string connector, int items, TimeSpan took)
    {
        KeyValuePair<string, object?> ofFlow = new(SyncKitTelemetry.FlowTag, flow);
        KeyValuePair<string, object?> ofConnector = new(SyncKitTelemetry.ConnectorTag, connector);
        processed.Add(items, ofFlow, ofConnector);
        duration.Record(took.TotalSeconds, ofFlow, ofConnector);
    }

    public void Delivered(ItemOutcome outcome, DateTimeOffset now)
    {
        TagList tags = new()
        {
            { SyncKitTelemetry.FlowTag, outcome.Item.Change.Flow },
            { SyncKitTelemetry.ConnectorTag, outcome.Item.Change.Lane.Connector },
            { SyncKitTelemetry.OutcomeTag, NameOf(outcome.Kind) },
        };
        if (outcome is { Kind: OutcomeKind.Dead, Record: { } held })
        {
            tags.Add(SyncKitTelemetry.ErrorTag, held.Code);
        }

        delivered.Add(1, tags);
        if (outcome.Kind is not (OutcomeKind.Retry or OutcomeKind.Snoozed))
        {
            latency.Record(Math.Max(0, (now - outcome.Item.Change.NotBefore).TotalSeconds), tags);
        }
    }

    public void Webhook(string connector, string verdict) => webhooks.Add(
        1,
        new KeyValuePair<string, object?>(SyncKitTelemetry.ConnectorTag, connector),
        new KeyValuePair<string, object?>("synckit.verdict", verdict));

    public void Ended(SyncRun run, RunState state, DateTimeOffset now) => runs.Record(
        Math.Max(0, (now - (run.StartedAt ?? now)).TotalSeconds),
        new KeyValuePair<string, object?>(SyncKitTelemetry.ConnectorTag, run.Request.Stream?.Source.Connector ?? string.Empty),
        new KeyValuePair<string, object?>(SyncKitTelemetry.FlowTag, run.Request.Flow ?? string.Empty),
        new KeyValuePair<string, object?>("synckit.run.kind", run.Request.Kind.ToString()),
        new KeyValuePair<string, object?>("synckit.run.mode", run.Request.Options.Mode.ToString()),
        new KeyValuePair<string, object?>(SyncKitTelemetry.OutcomeTag, state.ToString()));

    public static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Written => "written",
        OutcomeKind.Updated => "updated",
        OutcomeKind.Unchanged => "unchanged",
        OutcomeKind.Skipped => "skipped",
        OutcomeKind.Dead => "held",
        OutcomeKind.Retry => "retried",
        OutcomeKind.Snoozed => "snoozed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
