using SyncKit.Delivery;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Delivery;

/// <summary>Writes the requests that delete what no longer belongs to orders, children before their parents. Pure.</summary>
internal static class StaleRows
{
    public static void Write(PooledBuffer content, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes)
    {
        DocumentRows first = writes[0].Draft.Document!.Rows;
        for (int table = first.Tables.Count - 1; table > 0; table--)
        {
            TableMap map = first.Tables[table];
            string path = $"{map.FilterPath(first.Scope.Tenant, first.Scope.Source)}{map.Column(FieldNames.Order)}=in.(";
            WriteRuns(content, path, map, table, writes);
        }
    }

    /// <summary>Of an order that was not written before everything goes, which is most often nothing; of one that was, only what it no longer has.</summary>
    private static void WriteRuns(PooledBuffer content, string path, TableMap map, int table, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes)
    {
        for (int from = 0; from < writes.Count;)
        {
            bool isNew = writes[from].Existing is null;
            List<string> ids = [];
            List<string> conditions = [];
            int length = path.Length;
            int to = from;
            for (; to < writes.Count && (writes[to].Existing is null) == isNew; to++)
            {
                DocumentRows rows = writes[to].Draft.Document!.Rows;
                string? condition = isNew ? null : Condition(map, rows, table);
                length += Filters.Value(rows.RecordId).Length + 1 + (condition?.Length + 1 ?? 0);
                if (to > from && length > RequestLimits.Path)
                {
                    break;
                }

                ids.Add(rows.RecordId);
                if (condition is not null)
                {
                    conditions.Add(condition);
                }
            }

            CallPart part = new() { Method = "DELETE", Path = path, First = from, Counts = new int[to - from], Ids = ids, Conditions = conditions };
            CallFrame.WritePart(content, part, [], [], []);
            from = to;
        }
    }

    private static string Condition(TableMap map, DocumentRows rows, int table)
    {
        string isOfOrder = $"{map.Column(FieldNames.Order)}.eq.{Filters.Value(rows.RecordId)}";
        IReadOnlyList<string> kept = rows.ChildIds(table);
        return kept.Count == 0 ? isOfOrder : $"and({isOfOrder},{map.OwnColumn}.not.in.({string.Join(',', kept.Select(Filters.Value))}))";
    }
}
