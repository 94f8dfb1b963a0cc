using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SyncKit.Http;
using SyncKit.Telemetry;

namespace SyncKit.SampleHost.Observing;

/// <summary>
/// Sends traces and metrics over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to, for example <c>http://localhost:4317</c>; the other OTEL_… variables
/// work as everywhere.
/// </summary>
internal static class OpenTelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddOtlp(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("synckit-host"))
            .WithTracing(tracing => tracing
                .AddSource(SyncKitTelemetry.ActivitySourceName)
                .AddSource("System.Net.Http")
                .AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(SyncKitTelemetry.MeterName)
                .AddMeter(HttpTelemetry.MeterName)
                .AddAspNetCoreInstrumentation())
            .UseOtlpExporter();
    }
}
