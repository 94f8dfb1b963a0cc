using System.Diagnostics;
using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Discovery;

/// <summary>Addresses what a source sent to the flows that feed from its stream, in the trace that is under way.</summary>
internal static class ChangeFanOut
{
    public static List<Change> Spread(
        StreamId stream,
        IReadOnlyList<SourceRecord> records,
        IReadOnlyList<FlowBinding> bindings,
        ChangePriority priority,
        DateTimeOffset now)
    {
        string trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : string.Empty;
        List<Change> changes = new(records.Count * bindings.Count);
        foreach (SourceRecord record in records)
        {
            RecordKey key = new(stream.Source, stream.Kind, record.Id);
            bool thin = record.IsDeleted || record.UnsettledUntil is not null || record.Raw.IsEmpty;
            ReadOnlyMemory<byte> payload = thin ? default : record.Raw;
            ContentHash hash = thin ? default : ContentHash.Of(record.Raw.Span);
            foreach (FlowBinding binding in bindings)
            {
                changes.Add(new Change
                {
                    Flow = binding.Flow,
                    Lane = binding.Destination,
                    Record = key,
                    ModifiedAt = record.ModifiedAt,
                    Hash = hash,
                    Payload = payload,
                    IsDeleted = record.IsDeleted,
                    Priority = priority,
                    NotBefore = record.UnsettledUntil ?? now,
                    TraceParent = trace,
                });
            }
        }

        return changes;
    }
}
