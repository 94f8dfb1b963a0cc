using System.Text.Json;
using SyncKit.PostgreSql.Intents;
using SyncKit.Transforming;

namespace SyncKit.PostgreSql.References;

/// <summary>What references are in a destination, one row each.</summary>
internal static class ReferenceRows
{
    private const string PutSql = """
        INSERT INTO synckit.refs (tenant, lane, kind, key, id, attributes, resolved_at)
        SELECT $1, $2, r.kind, r.key, r.id, r.attributes, r.resolved_at FROM unnest($3, $4, $5, $6, $7) AS r (kind, key, id, attributes, resolved_at)
        ON CONFLICT (tenant, lane, kind, key) DO UPDATE SET id = excluded.id, attributes = excluded.attributes, resolved_at = excluded.resolved_at
        """;

    /// <summary>Puts references in the places of earlier ones; of several for one place the last remains.</summary>
    public static void Put(Batch batch, string tenant, string lane, IReadOnlyList<ResolvedReference> references)
    {
        if (references.Count == 0)
        {
            return;
        }

        ResolvedReference[] rows =
        [
            .. references
                .GroupBy(reference => (Kind: StorableText.Of(reference.Kind), Key: StorableText.Of(reference.Key)))
                .OrderBy(place => place.Key.Kind, StringComparer.Ordinal).ThenBy(place => place.Key.Key, StringComparer.Ordinal)
                .Select(place => place.Last()),
        ];
        batch.Add(
            PutSql, tenant, lane, Column.Each(rows, static row => row.Kind), Column.Each(rows, static row => row.Key), Column.Each(rows, static row => row.Id),
            Column.Each(rows, static row => JsonSerializer.SerializeToUtf8Bytes(row.Attributes, StoredJson.Default.IReadOnlyDictionaryStringString)),
            Column.Each(rows, static row => row.ResolvedAt.UtcTicks));
    }
}
