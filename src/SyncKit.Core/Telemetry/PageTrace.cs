using System.Diagnostics;

namespace SyncKit.Telemetry;

/// <summary>
/// The span of one page's way into the inbox: the root of a trace that its records stay in until they are settled, linked to the run that read it. A trace per page, not
/// per run, so that a back-fill is not one trace of a hundred thousand spans.
/// </summary>
internal sealed class PageTrace : IDisposable
{
    private readonly Activity? run;
    private readonly Activity? page;

    private PageTrace(string connector)
    {
        if (!SyncKitTelemetry.Activities.HasListeners())
        {
            return;
        }

        run = Activity.Current;
        Activity.Current = null;
        ActivityLink[] links = run is null ? [] : [new ActivityLink(run.Context)];
        page = SyncKitTelemetry.Activities.StartActivity(SyncKitTelemetry.PageSpan, ActivityKind.Internal, default(ActivityContext), links: links);
        page?.SetTag(SyncKitTelemetry.ConnectorTag, connector);
        if (page is null)
        {
            Activity.Current = run;
        }
    }

    public static PageTrace Begin(string connector) => new(connector);

    public void Dispose()
    {
        if (page is not null)
        {
            page.Dispose();
            Activity.Current = run;
        }
    }
}
