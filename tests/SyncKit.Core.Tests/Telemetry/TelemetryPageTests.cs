using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using SyncKit.Telemetry;

namespace SyncKit.Core.Tests.Telemetry;

public sealed class TelemetryPageTests
{
    [Fact]
    public void The_page_names_every_instrument_and_every_span()
    {
        ConcurrentDictionary<string, bool> instruments = new(StringComparer.Ordinal);
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) => instruments.TryAdd(instrument.Name, instrument.Meter.Name == SyncKitTelemetry.MeterName),
        };
        listener.Start();
        SyncKitMeter meter = new();
        string[] counted = [.. instruments.Where(instrument => instrument.Value).Select(instrument => instrument.Key)];
        string[] spans = [.. typeof(SyncKitTelemetry).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral && field.Name.EndsWith("Span", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!)];

        counted.Should().HaveCountGreaterThan(5);
        spans.Should().HaveCountGreaterThan(3);
        Page().Should().ContainAll(counted.Concat(spans).Select(name => $"`{name}`"));
        GC.KeepAlive(meter);
    }

    private static string Page()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SyncKit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return File.ReadAllText(Path.Combine(folder ?? throw new InvalidOperationException("The tests run outside of the repository."), "docs", "telemetry.md"));
    }
}
