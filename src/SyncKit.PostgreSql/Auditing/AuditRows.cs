using Npgsql;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.PostgreSql.Auditing;

/// <summary>
/// Adds to the chains within the caller's transaction. A chain cannot fork: who adds holds the row of the tenant's head until his commit, and no number is
/// there twice.
/// </summary>
internal static class AuditRows
{
    public const string Columns = "number, at, action, subject, reason, actor, hash";

    internal const string FindHeadSql = "SELECT tenant, number, hash, unchained FROM synckit.audit_heads WHERE tenant = $1";

    // Heads of several tenants are locked in the order of their names, so that two who add for the same tenants never wait for each other.
    private const string LockHeadsSql =
        "SELECT tenant, number, hash, unchained FROM synckit.audit_heads WHERE tenant = ANY($1) ORDER BY tenant FOR UPDATE";

    private const string BeginHeadsSql = """
        INSERT INTO synckit.audit_heads (tenant, number, hash, unchained) SELECT tenant, 0, $2, 0 FROM unnest($1) AS tenant ORDER BY tenant
        ON CONFLICT DO NOTHING
        """;

    private const string AddSql = """
        INSERT INTO synckit.audit (tenant, number, at, action, subject, reason, actor, hash)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string MoveHeadsSql = """
        UPDATE synckit.audit_heads h SET number = n.number, hash = n.hash
        FROM unnest($1, $2, $3) AS n (tenant, number, hash) WHERE h.tenant = n.tenant
        """;

    public static Task AddAsync(Session session, AuditEntry entry, CancellationToken cancellationToken) => AddAsync(session, [entry], cancellationToken);

    /// <summary>Adds entries in their order, of several tenants if need be; in a transaction that writes them with what they tell of.</summary>
    public static async Task AddAsync(Session session, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        string[] tenants = [.. entries.Select(entry => entry.Tenant.Value).Distinct(StringComparer.Ordinal)];
        Dictionary<string, AuditMark> heads = await LockAsync(session, tenants, cancellationToken).ConfigureAwait(false);
        AuditMark[] marks = new AuditMark[entries.Count];
        for (int i = 0; i < marks.Length; i++)
        {
            string tenant = entries[i].Tenant.Value;
            marks[i] = AuditChain.Append(heads[tenant], entries[i]);
            heads[tenant] = marks[i];
        }

        await session.ExecuteAsync(
            [
                (AddSql,
                [
                    Texts(entries, entry => entry.Tenant.Value), Array.ConvertAll(marks, mark => mark.Sequence),
                    entries.Select(entry => entry.At.UtcTicks).ToArray(), Texts(entries, entry => entry.Action), Texts(entries, entry => entry.Subject),
                    Texts(entries, entry => entry.Reason), Texts(entries, entry => entry.Actor), Hashes(marks),
                ]),
                (MoveHeadsSql, [tenants, Array.ConvertAll(tenants, tenant => heads[tenant].Sequence), Hashes(Array.ConvertAll(tenants, tenant => heads[tenant]))]),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <param name="row">A tenant, the number, hash and count of unchained entries of its head.</param>
    public static AuditHead ReadHead(NpgsqlDataReader row) => new(new AuditMark(row.GetInt64(1), Hash(Column.Bytes(row, 2))), row.GetInt64(3));

    /// <param name="tenant">Whose row it is.</param>
    /// <param name="row">Its <see cref="Columns"/>.</param>
    public static AuditRecord Read(TenantId tenant, NpgsqlDataReader row)
    {
        // A row that somebody has written past this program is shown as well as it can be; it does not fit its hash.
        DateTimeOffset at = new(Math.Clamp(row.GetInt64(1), 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
        AuditEntry entry = new(tenant, at, row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5));
        return new AuditRecord(row.GetInt64(0), entry, row.IsDBNull(6) ? default : Hash(Column.Bytes(row, 6)));
    }

    private static async Task<Dictionary<string, AuditMark>> LockAsync(Session session, string[] tenants, CancellationToken cancellationToken)
    {
        Dictionary<string, AuditMark> heads = await ListLockedAsync(session, tenants, cancellationToken).ConfigureAwait(false);
        if (heads.Count == tenants.Length)
        {
            return heads;
        }

        await session.ExecuteAsync(BeginHeadsSql, cancellationToken, tenants, AuditMark.Empty.Hash.ToBytes()).ConfigureAwait(false);
        return await ListLockedAsync(session, tenants, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, AuditMark>> ListLockedAsync(Session session, string[] tenants, CancellationToken cancellationToken)
    {
        List<(string Tenant, AuditMark Mark)> heads = await session
            .ListAsync(LockHeadsSql, static row => (row.GetString(0), ReadHead(row).Mark), cancellationToken, [tenants])
            .ConfigureAwait(false);
        return heads.ToDictionary(head => head.Tenant, head => head.Mark, StringComparer.Ordinal);
    }

    private static string[] Texts(IReadOnlyList<AuditEntry> entries, Func<AuditEntry, string> column) => [.. entries.Select(column)];

    private static byte[][] Hashes(AuditMark[] marks) => Array.ConvertAll(marks, static mark => mark.Hash.ToBytes());

    private static AuditHash Hash(byte[] stored) => stored.Length == AuditHash.Size ? AuditHash.Read(stored) : AuditHash.Of(stored);
}
