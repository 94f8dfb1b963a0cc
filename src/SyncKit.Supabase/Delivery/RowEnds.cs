using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;
using SyncKit.Supabase.Transforming;

namespace SyncKit.Supabase.Delivery;

/// <summary>Plans what becomes of the rows of records that are gone: marked, or deleted with all that belongs to them. Pure.</summary>
internal static class RowEnds
{
    public static IEnumerable<Intent> Plan(Connection destination, Layout layout, IReadOnlyList<DocumentWrite<SupabaseDocument>> ends, DateTimeOffset now)
    {
        var groups = ends
            .GroupBy(static end => (end.Draft.Kind, Source: DestinationIds.SourceOf(end.Record.Source)))
            .OrderBy(static group => group.Key.Kind, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Source, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            string source = group.Key.Source;
            IReadOnlyList<TableMap> tables = group.Key.Kind switch
            {
                DocumentKinds.Customer => layout.CustomerTables,
                DocumentKinds.Product => layout.ProductTables,
                _ => layout.OrderTables,
            };
            foreach (DocumentWrite<SupabaseDocument>[] part in Parts(group.OrderBy(end => OwnId(end, source), StringComparer.Ordinal), source))
            {
                ReadOnlyMemory<byte> content = Content(destination, layout, tables, part, source, now);
                yield return IntentMaker.Make(destination, tables[0].Name, content, part, now);
            }
        }
    }

    private static ReadOnlyMemory<byte> Content(
        Connection destination, Layout layout, IReadOnlyList<TableMap> tables, DocumentWrite<SupabaseDocument>[] ends, string source, DateTimeOffset now)
    {
        using PooledBuffer content = new();
        CallFrame.WriteHead(content, ends.Select(static end => end.Existing!.DestinationId));
        string tenant = destination.Id.Tenant.Value;
        TableMap own = tables[0];
        CallPart part = new()
        {
            Method = layout.Settings.Deletes == SupabaseDeletes.Soft ? "PATCH" : "DELETE",
            Path = $"{own.FilterPath(tenant, source)}{own.OwnColumn}=in.(",
            Counts = new int[ends.Length],
            Ids = [.. ends.Select(end => OwnId(end, source))],
        };
        if (layout.Settings.Deletes == SupabaseDeletes.Soft)
        {
            CallFrame.WritePart(content, part, [], Mark(own, now), []);
            return content.Written.ToArray();
        }

        foreach (TableMap child in tables.Skip(1).Reverse())
        {
            CallPart children = part with
            {
                Path = $"{child.FilterPath(tenant, source)}{child.Column(FieldNames.Order)}=in.(",
                Ids = [.. ends.Select(static end => end.Record.Id)],
            };
            CallFrame.WritePart(content, children, [], [], []);
        }

        CallFrame.WritePart(content, part, [], [], []);
        return content.Written.ToArray();
    }

    private static byte[] Mark(TableMap own, DateTimeOffset now)
    {
        using PooledBuffer buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName(own.Column(FieldNames.DeletedAt)!);
            Values.Instant(json, now);
            json.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }

    private static string OwnId(DocumentWrite<SupabaseDocument> end, string source) => DestinationIds.OwnId(end.Existing!.DestinationId, source);

    private static IEnumerable<DocumentWrite<SupabaseDocument>[]> Parts(IEnumerable<DocumentWrite<SupabaseDocument>> ends, string source)
    {
        List<DocumentWrite<SupabaseDocument>> part = [];
        int length = 0;
        foreach (DocumentWrite<SupabaseDocument> end in ends)
        {
            int added = Math.Max(Filters.Value(OwnId(end, source)).Length, Filters.Value(end.Record.Id).Length) + 1;
            if (part.Count > 0 && length + added > RequestLimits.Path)
            {
                yield return [.. part];
                part.Clear();
                length = 0;
            }

            part.Add(end);
            length += added;
        }

        if (part.Count > 0)
        {
            yield return [.. part];
        }
    }
}
