using System.Collections.Concurrent;
using System.Diagnostics;
using SyncKit.Telemetry;

namespace SyncKit.Core.Tests.Telemetry;

/// <summary>Everything that is traced while it lives, by whichever test: look only at traces of your own.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivitySource own = new("SyncKit.Core.Tests");
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public Spans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SyncKitTelemetry.ActivitySourceName or "SyncKit.Core.Tests",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public Activity Begin(string name) => own.StartActivity(name, ActivityKind.Server, default(ActivityContext))!;

    public IReadOnlyList<Activity> Of(string name) => [.. ended.Where(span => span.OperationName == name)];

    public IReadOnlyList<Activity> Of(string name, ActivityTraceId trace) => [.. Of(name).Where(span => span.TraceId == trace)];

    public void Dispose()
    {
        listener.Dispose();
        own.Dispose();
    }
}
