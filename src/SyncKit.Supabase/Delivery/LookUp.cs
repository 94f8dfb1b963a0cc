using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Delivery;

/// <summary>
/// Looks whether the rows of an intent are there as it wrote them. That is only known where one request wrote all of a record: the row says which content it
/// has. Where several did, nothing is found, and the record is written anew, which by key does no harm.
/// </summary>
internal static class LookUp
{
    public static async Task<WriteAnswer> RunAsync(ProjectSession session, Layout layout, Intent intent, CancellationToken cancellationToken)
    {
        CallFrame frame = CallFrame.Read(intent.Content);
        Dictionary<int, WrittenDocument> found = [];
        TableMap map = MapOf(layout, intent);
        if (frame.Parts is [{ HasRows: true }] && map.Column(FieldNames.ContentHash) is { } hash)
        {
            bool isMoney = map.Kind == TableKind.Orders;
            string source = DestinationIds.SourceOf(intent.Targets[0].Document!.Record.Source);
            Dictionary<string, int> targets = [];
            for (int i = 0; i < intent.Targets.Count; i++)
            {
                targets[DestinationIds.OwnId(frame.Rows[i], source)] = i;
            }

            foreach (string path in Paths(map, intent, source, [.. targets.Keys], isMoney ? [map.OwnColumn, hash, .. layout.Money.Columns] : [map.OwnColumn, hash]))
            {
                using JsonDocument rows = JsonDocument.Parse(await session.ReadAsync(path, cancellationToken).ConfigureAwait(false));
                foreach (JsonElement row in rows.RootElement.EnumerateArray())
                {
                    if (CellReader.Text(row, map.OwnColumn) is { } id && targets.TryGetValue(id, out int target)
                        && Written(row, hash, intent.Targets[target].Document!, frame.Rows[target], isMoney ? layout.Money : null) is { } written)
                    {
                        found[target] = written;
                    }
                }
            }
        }

        return WriteAnswer.Of([.. intent.Targets.Select((target, i) => new TargetAnswer { TargetId = target.Id, Written = found.GetValueOrDefault(i) })]);
    }

    private static WrittenDocument? Written(JsonElement row, string hash, LedgerDocument document, string id, MoneyColumns? money) =>
        CellReader.Text(row, hash) is { } content && content == document.Hash.ToString()
            ? new WrittenDocument(id, content, money?.Worth(row) ?? 0, money?.Tax(row) ?? 0, document.Currency)
            : null;

    private static TableMap MapOf(Layout layout, Intent intent) => intent.Targets[0].Document!.Kind switch
    {
        Transforming.DocumentKinds.Customer => layout.Customers.Map,
        Transforming.DocumentKinds.Product => layout.Products.Map,
        _ => layout.Orders.Map,
    };

    private static IEnumerable<string> Paths(TableMap map, Intent intent, string source, List<string> ids, IEnumerable<string> columns)
    {
        string path = $"{map.FilterPath(intent.Targets[0].Document!.Lane.Tenant.Value, source)}select={string.Join(',', columns.Distinct(StringComparer.Ordinal))}&{map.OwnColumn}=in.(";
        List<string> part = [];
        int length = path.Length;
        foreach (string id in ids.Select(Filters.Value))
        {
            if (part.Count > 0 && length + id.Length + 1 > RequestLimits.Path)
            {
                yield return $"{path}{string.Join(',', part)})";
                part.Clear();
                length = path.Length;
            }

            part.Add(id);
            length += id.Length + 1;
        }

        yield return $"{path}{string.Join(',', part)})";
    }
}
