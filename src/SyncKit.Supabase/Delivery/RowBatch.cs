using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Delivery;

/// <summary>
/// Collects records of one kind and one source until their rows fill a request per table, and closes them into one intent: the records' own rows first, then
/// what no longer belongs to them goes, then what does is written.
/// </summary>
internal sealed class RowBatch(Connection destination, DateTimeOffset now) : IDisposable
{
    private readonly List<DocumentWrite<SupabaseDocument>> writes = [];
    private readonly List<RowSink> sinks = [];
    private readonly List<List<int>> counts = [];
    private readonly PooledBuffer content = new();
    private string? function;
    private int wholes;

    private DocumentRows First => writes[0].Draft.Document!.Rows;

    public bool IsEmpty => writes.Count == 0;

    /// <summary>Whether a record must go into another batch: of another kind, source or mapping, with the same key as the last, or too large for what is here.</summary>
    public bool Excludes(DocumentRows rows)
    {
        if (IsEmpty)
        {
            return false;
        }

        DocumentRows last = writes[^1].Draft.Document!.Rows;
        if (!ReferenceEquals(last.Layout, rows.Layout) || !ReferenceEquals(last.Tables[0], rows.Tables[0])
            || !string.Equals(last.Scope.Source, rows.Scope.Source, StringComparison.Ordinal) || string.Equals(last.OwnId, rows.OwnId, StringComparison.Ordinal))
        {
            return true;
        }

        int together = wholes;
        for (int table = 0; table < rows.Tables.Count; table++)
        {
            together = function is null ? sinks[table].Count : together;
            together += rows.MostRows(table);
            if (together > RequestLimits.Rows)
            {
                return true;
            }
        }

        return sinks.Exists(static sink => sink.Length > RequestLimits.EnoughBytes);
    }

    public void Add(DocumentWrite<SupabaseDocument> write)
    {
        DocumentRows rows = write.Draft.Document!.Rows;
        if (IsEmpty)
        {
            function = rows is OrderRows ? rows.Layout.Settings.OrderFunction : null;
        }

        writes.Add(write);
        if (function is not null)
        {
            AddWhole(rows);
            return;
        }

        for (int table = 0; table < rows.Tables.Count; table++)
        {
            RowSink sink = Sink(table);
            int before = sink.Count;
            rows.Write(table, sink, contentOnly: false);
            counts[table].Add(sink.Count - before);
        }
    }

    /// <summary>Makes the intent and begins anew.</summary>
    public Intent Close()
    {
        content.Clear();
        CallFrame.WriteHead(content, writes.Select(static write => write.Draft.Document!.Rows.DestinationId));
        if (function is null)
        {
            WriteTables();
        }
        else
        {
            WriteFunction(function);
        }

        Intent intent = IntentMaker.Make(destination, Route, content.Written.ToArray(), writes, now);
        writes.Clear();
        wholes = 0;
        sinks.ForEach(static sink => sink.Reset());
        counts.ForEach(static list => list.Clear());
        return intent;
    }

    public void Dispose()
    {
        sinks.ForEach(static sink => sink.Dispose());
        content.Dispose();
    }

    private string Route => function is null ? First.Tables[0].Name : $"rpc/{function}";

    private RowSink Sink(int table)
    {
        while (sinks.Count <= table)
        {
            sinks.Add(new RowSink());
            counts.Add([]);
        }

        return sinks[table];
    }

    /// <summary>A whole order as one element: its row, and an array of rows per table of what belongs to it.</summary>
    private void AddWhole(DocumentRows rows)
    {
        RowSink whole = Sink(0);
        whole.Json.WriteStartObject();
        for (int table = 0; table < rows.Tables.Count; table++)
        {
            using RowSink part = new();
            rows.Write(table, part, contentOnly: false);
            wholes += part.Count;
            ReadOnlySpan<byte> array = part.Close();
            whole.Json.WritePropertyName(MemberOf(rows.Tables[table].Kind));
            whole.Json.WriteRawValue(table == 0 ? array[1..^1] : array, skipInputValidation: true);
        }

        whole.Json.WriteEndObject();
        whole.End();
    }

    private static string MemberOf(TableKind kind) =>
        kind == TableKind.OrderLines ? "lines" : kind == TableKind.OrderRefunds ? "refunds" : kind == TableKind.OrderRefundLines ? "refund_lines" : "order";

    private void WriteTables()
    {
        DocumentRows first = First;
        for (int table = 0; table < first.Tables.Count; table++)
        {
            if (table == 1)
            {
                StaleRows.Write(content, writes);
            }

            TableMap map = first.Tables[table];
            // Money is read back from what was stored; other rows are not, which is cheaper.
            string select = table == 0 && first is OrderRows ? Totals.Select(first.Layout) : string.Empty;
            CallPart part = new() { Method = "POST", Path = map.UpsertPath + select, Counts = [], Returns = select.Length > 0, ArrayAt = 0 };
            RowSlices.Write(content, part, sinks[table], counts[table]);
        }
    }

    private void WriteFunction(string name)
    {
        CallPart part = new() { Method = "POST", Path = $"rpc/{name}", Counts = [], IsFunction = true };
        RowSlices.Write(content, part, sinks[0], [.. Enumerable.Repeat(1, writes.Count)]);
    }
}
