using System.Diagnostics;
using SyncKit.Inbox;
using SyncKit.Lanes;

namespace SyncKit.Telemetry;

/// <summary>
/// One span per item, from its lane's taking it until it is settled, in the trace of the delivery or the page that brought it in. A lane works on items of many traces
/// at once, so each span links to the lane's own, under which the shared calls are seen. Nothing is made while nobody listens.
/// </summary>
internal sealed class ItemTraces(SyncKitMeter meter) : IDisposable
{
    private readonly Dictionary<long, Activity> open = [];

    public void Begin(IReadOnlyList<InboxItem> items)
    {
        if (!SyncKitTelemetry.Activities.HasListeners())
        {
            return;
        }

        Activity? lane = Activity.Current;
        foreach (InboxItem item in items)
        {
            if (!ActivityContext.TryParse(item.Change.TraceParent, null, isRemote: true, out ActivityContext parent))
            {
                continue;
            }

            if (open.Remove(item.Sequence, out Activity? earlier))
            {
                Interrupt(earlier);
            }

            ActivityLink[] links = lane is null ? [] : [new ActivityLink(lane.Context)];
            Activity? span = SyncKitTelemetry.Activities.StartActivity(SyncKitTelemetry.ItemSpan, ActivityKind.Consumer, parent, links: links);
            if (span is not null)
            {
                span.SetTag(SyncKitTelemetry.FlowTag, item.Change.Flow);
                span.SetTag(SyncKitTelemetry.ConnectorTag, item.Change.Lane.Connector);
                open[item.Sequence] = span;
            }

            Activity.Current = lane;
        }
    }

    /// <summary>Counts what became of items, and ends their spans.</summary>
    public void Settled(IReadOnlyList<ItemOutcome> outcomes, DateTimeOffset now)
    {
        foreach (ItemOutcome outcome in outcomes)
        {
            meter.Delivered(outcome, now);
            if (open.Remove(outcome.Item.Sequence, out Activity? span))
            {
                End(span, outcome);
            }
        }
    }

    /// <summary>Ends the spans of items that were taken and not settled: their lane was interrupted, and they wait as before.</summary>
    public void Dispose()
    {
        foreach (Activity span in open.Values)
        {
            Interrupt(span);
        }

        open.Clear();
    }

    private static void Interrupt(Activity span)
    {
        span.SetTag(SyncKitTelemetry.OutcomeTag, "interrupted");
        span.Dispose();
    }

    private static void End(Activity span, ItemOutcome outcome)
    {
        span.SetTag(SyncKitTelemetry.OutcomeTag, SyncKitMeter.NameOf(outcome.Kind));
        if (outcome is { Kind: OutcomeKind.Dead, Record: { } held })
        {
            span.SetTag(SyncKitTelemetry.ErrorTag, held.Code);
            span.SetStatus(ActivityStatusCode.Error, held.Code);
        }

        span.Dispose();
    }
}
