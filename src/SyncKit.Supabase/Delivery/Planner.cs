using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Supabase.Mapping;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Delivery;

/// <summary>Puts writes into intents: rows sorted by key, so that no two requests wait for each other's locks, and ends of rows apart from them. Pure.</summary>
internal static class Planner
{
    public static IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes, DateTimeOffset now)
    {
        List<Intent> intents = [];
        using (RowBatch batch = new(destination, now))
        {
            foreach (DocumentWrite<SupabaseDocument> write in writes
                .Where(static write => write.Draft.Operation == DraftOperation.Post)
                .OrderBy(static write => write.Draft.Kind, StringComparer.Ordinal)
                .ThenBy(static write => write.Draft.Document!.Rows.Scope.Source, StringComparer.Ordinal)
                .ThenBy(static write => write.Draft.Document!.Rows.OwnId, StringComparer.Ordinal))
            {
                if (batch.Excludes(write.Draft.Document!.Rows))
                {
                    intents.Add(batch.Close());
                }

                batch.Add(write);
            }

            if (!batch.IsEmpty)
            {
                intents.Add(batch.Close());
            }
        }

        List<DocumentWrite<SupabaseDocument>> ends =
            [.. writes.Where(static write => write.Draft.Operation == DraftOperation.Void && write.Existing is { State: DocumentState.Posted })];
        if (ends.Count > 0)
        {
            intents.AddRange(RowEnds.Plan(destination, LayoutReader.Read(destination), ends, now));
        }

        return intents;
    }
}
