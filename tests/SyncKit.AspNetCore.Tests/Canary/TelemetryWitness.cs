using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Listens to every source of traces and every meter of the process.</summary>
internal sealed class TelemetryWitness : IDisposable
{
    private readonly ActivityListener traces;
    private readonly MeterListener meters = new();

    public TelemetryWitness(Witness witness)
    {
        traces = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Tell(witness, activity),
        };
        ActivitySource.AddActivityListener(traces);
        meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Measure<byte>(witness);
        Measure<short>(witness);
        Measure<int>(witness);
        Measure<long>(witness);
        Measure<float>(witness);
        Measure<double>(witness);
        Measure<decimal>(witness);
        meters.Start();
    }

    public void Collect() => meters.RecordObservableInstruments();

    public void Dispose()
    {
        traces.Dispose();
        meters.Dispose();
    }

    private static void Tell(Witness witness, Activity activity)
    {
        string place = $"{activity.Source.Name} {activity.OperationName}";
        witness.See("trace", place, $"{activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        Tell(witness, place, activity.TagObjects);
        Tell(witness, $"{place} baggage", activity.Baggage.Select(static each => KeyValuePair.Create(each.Key, (object?)each.Value)));
        foreach (ActivityEvent happened in activity.Events)
        {
            witness.See("trace", $"{place} event", happened.Name);
            Tell(witness, $"{place} event {happened.Name}", happened.Tags);
        }

        foreach (ActivityLink link in activity.Links)
        {
            Tell(witness, $"{place} link", link.Tags ?? []);
        }
    }

    private static void Tell(Witness witness, string place, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            witness.See("trace", $"{place} {name}", $"{name}={Text(value)}");
        }
    }

    private static string? Text(object? value) => value is string[] many ? string.Join('\n', many) : Convert.ToString(value, CultureInfo.InvariantCulture);

    private void Measure<T>(Witness witness)
        where T : struct => meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
    {
        foreach ((string name, object? value) in tags)
        {
            witness.See("metric", $"{instrument.Meter.Name} {instrument.Name} {name}", $"{name}={Text(value)}");
        }
    });
}
