using System.Text.Json;
using SyncKit.Connections;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Intents;
using SyncKit.Transforming;

namespace SyncKit.PostgreSql.References;

internal sealed class PostgresReferenceStore(PostgresDatabase database) : IReferenceStore
{
    private const string Find = """
        SELECT k.number, r.id, r.attributes, r.resolved_at
        FROM unnest($3, $4) WITH ORDINALITY AS k (kind, key, number)
        CROSS JOIN LATERAL (
            SELECT id, attributes, resolved_at FROM synckit.refs s WHERE s.tenant = $1 AND s.lane = $2 AND s.kind = k.kind AND s.key = k.key LIMIT 1) r
        ORDER BY k.number
        """;

    private const string Forget = """
        DELETE FROM synckit.refs r USING unnest($3, $4) AS k (kind, key)
        WHERE r.tenant = $1 AND r.lane = $2 AND r.kind = ANY($3) AND r.key = ANY($4) AND r.kind = k.kind AND r.key = k.key
        """;

    public async Task<IReadOnlyList<ResolvedReference>> FindAsync(
        ConnectionId lane,
        IReadOnlyCollection<Reference> references,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(references);
        Reference[] asked = [.. references.Distinct()];
        if (asked.Length == 0)
        {
            return [];
        }

        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                Find,
                row =>
                {
                    Reference reference = asked[row.GetInt64(0) - 1];
                    return new ResolvedReference(
                        reference.Kind,
                        reference.Key,
                        row.GetString(1),
                        JsonSerializer.Deserialize(Column.Bytes(row, 2), StoredJson.Default.IReadOnlyDictionaryStringString)!,
                        Column.Time(row, 3));
                },
                token,
                lane.Tenant.Value, ConnectionText.Of(lane), Column.Each(asked, static each => each.Kind), Column.Each(asked, static each => each.Key)),
            cancellationToken).ConfigureAwait(false);
    }

    public Task ForgetAsync(ConnectionId lane, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(references);
        Reference[] gone = [.. references.Distinct()];
        return database.ExecuteAsync(
            Forget, cancellationToken,
            lane.Tenant.Value, ConnectionText.Of(lane), Column.Each(gone, static each => each.Kind), Column.Each(gone, static each => each.Key));
    }
}
