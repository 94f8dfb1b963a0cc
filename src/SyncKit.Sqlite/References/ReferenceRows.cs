using System.Text.Json;
using SyncKit.Sqlite.Intents;
using SyncKit.Transforming;

namespace SyncKit.Sqlite.References;

/// <summary>What references are in a destination, one row each.</summary>
internal static class ReferenceRows
{
    private const string PutSql =
        "INSERT OR REPLACE INTO refs (tenant, lane, kind, key, id, attributes, resolved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    public static void Put(Session session, string tenant, string lane, ResolvedReference reference) => session.Prepare(PutSql).Execute(
        tenant, lane, reference.Kind, reference.Key, reference.Id,
        JsonSerializer.SerializeToUtf8Bytes(reference.Attributes, StoredJson.Default.IReadOnlyDictionaryStringString),
        reference.ResolvedAt.UtcTicks);
}
