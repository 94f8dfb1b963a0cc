using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SyncKit.Http;

namespace SyncKit.SampleHost.Syncing;

/// <summary>Listens to the connectors' call counter: calls per connector, and how many of them QuickBooks bills.</summary>
internal sealed class CallCounter : IDisposable
{
    private const string ClientPrefix = "SyncKit.";

    private readonly ConcurrentDictionary<string, long> calls = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private long metered;

    public CallCounter()
    {
        listener.InstrumentPublished = (instrument, subscription) =>
        {
            if (instrument.Meter.Name == HttpTelemetry.MeterName && instrument.Name == HttpTelemetry.CallCounter)
            {
                subscription.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(Count);
        listener.Start();
    }

    /// <summary>Calls by connector, those for tokens included.</summary>
    public IReadOnlyDictionary<string, long> ByConnector => calls.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary();

    public long MeteredReads => Interlocked.Read(ref metered);

    public void Dispose() => listener.Dispose();

    private void Count(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag is { Key: HttpTelemetry.ClientTag, Value: string client })
            {
                calls.AddOrUpdate(Connector(client), count, (_, counted) => counted + count);
            }
            else if (tag is { Key: HttpTelemetry.MeteredTag, Value: true })
            {
                Interlocked.Add(ref metered, count);
            }
        }
    }

    private static string Connector(string client)
    {
        string name = client.StartsWith(ClientPrefix, StringComparison.Ordinal) ? client[ClientPrefix.Length..] : client;
        return name.Split('.')[0].ToLowerInvariant();
    }
}
