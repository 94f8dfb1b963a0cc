using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Intents;
using SyncKit.Transforming;

namespace SyncKit.Sqlite.References;

internal sealed class SqliteReferenceStore(SqliteDatabase database) : IReferenceStore
{
    private const string Find = "SELECT id, attributes, resolved_at FROM refs WHERE tenant = ?1 AND lane = ?2 AND kind = ?3 AND key = ?4";
    private const string Forget = "DELETE FROM refs WHERE tenant = ?1 AND lane = ?2 AND kind = ?3 AND key = ?4";

    public Task<IReadOnlyList<ResolvedReference>> FindAsync(
        ConnectionId lane,
        IReadOnlyCollection<Reference> references,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(references);
        return database.ReadAsync<IReadOnlyList<ResolvedReference>>(
            session =>
            {
                List<ResolvedReference> known = new(references.Count);
                Statement find = session.Prepare(Find);
                string laneText = ConnectionText.Of(lane);
                foreach (Reference reference in references.Distinct())
                {
                    using Rows row = find.Query(lane.Tenant.Value, laneText, reference.Kind, reference.Key);
                    if (row.Read())
                    {
                        known.Add(new ResolvedReference(
                            reference.Kind,
                            reference.Key,
                            row.GetString(0),
                            JsonSerializer.Deserialize(Column.Bytes(row, 1), StoredJson.Default.IReadOnlyDictionaryStringString)!,
                            Column.Time(row, 2)));
                    }
                }

                return known;
            },
            cancellationToken);
    }

    public Task ForgetAsync(ConnectionId lane, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(references);
        return database.WriteAsync(
            session =>
            {
                Statement forget = session.Prepare(Forget);
                string laneText = ConnectionText.Of(lane);
                return references.Sum(reference => forget.Execute(lane.Tenant.Value, laneText, reference.Kind, reference.Key));
            },
            cancellationToken);
    }
}
