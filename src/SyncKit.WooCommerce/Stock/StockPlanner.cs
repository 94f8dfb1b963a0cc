using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;

namespace SyncKit.WooCommerce.Stock;

/// <summary>Puts writes into batches: products together, variations with those of the same product. Pure.</summary>
internal static class StockPlanner
{
    private const int MostItems = 100;
    private const int KeyBytes = 16;

    public static IReadOnlyList<Intent> Plan(Connection store, IReadOnlyList<DocumentWrite<StockDocument>> writes, DateTimeOffset now) =>
    [
        .. from write in writes
           group write by write.Draft.Document!.ParentId into family
           from part in family.Chunk(MostItems)
           select Make(store, Route(family.Key), part, now),
    ];

    private static string Route(long? parent) =>
        parent is { } id ? string.Create(CultureInfo.InvariantCulture, $"products/{id}/variations/batch") : "products/batch";

    private static Intent Make(Connection store, string route, DocumentWrite<StockDocument>[] writes, DateTimeOffset now)
    {
        byte[] content = StockJson.Batch(writes.Select(static write => StockJson.Write(write.Draft.Document!)));
        string requestId = RequestId(store, route, content, writes);
        return new Intent
        {
            RequestId = requestId,
            Route = route,
            Content = content,
            Targets = [.. writes.Select((write, i) => new IntentTarget { Id = i.ToString(CultureInfo.InvariantCulture), Document = Document(store, write, requestId, now) })],
            CreatedAt = now,
        };
    }

    private static LedgerDocument Document(Connection store, DocumentWrite<StockDocument> write, string requestId, DateTimeOffset now) => new()
    {
        Flow = write.Flow,
        Record = write.Record,
        Lane = store.Id,
        Key = write.Draft.Key,
        Kind = write.Draft.Kind,
        DestinationId = write.Existing?.DestinationId ?? string.Empty,
        Version = write.Existing?.Version ?? string.Empty,
        Hash = write.Draft.Hash,
        Total = 0,
        Tax = 0,
        Currency = string.Empty,
        SettingsVersion = store.Settings.Version,
        RequestId = requestId,
        Generation = write.Generation,
        WrittenAt = now,
    };

    private static string RequestId(Connection store, string route, byte[] content, DocumentWrite<StockDocument>[] writes)
    {
        StringBuilder names = new();
        names.Append(store.Id).Append('\n').Append(route).Append('\n');
        foreach (DocumentWrite<StockDocument> write in writes)
        {
            names.Append(CultureInfo.InvariantCulture, $"{write.Flow}|{write.Record}|{write.Generation}\n");
        }

        byte[] digest = SHA256.HashData([.. Encoding.UTF8.GetBytes(names.ToString()), .. content]);
        return Convert.ToHexStringLower(digest.AsSpan(0, KeyBytes));
    }
}
