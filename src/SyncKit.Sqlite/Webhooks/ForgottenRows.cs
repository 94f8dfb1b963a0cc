namespace SyncKit.Sqlite.Webhooks;

/// <summary>Deletes what is too old, a few rows per commit: the writer is never held up for long, and what is long is only read.</summary>
internal static class ForgottenRows
{
    private const int Part = 500;

    private const string Marks = """
        DELETE FROM webhook_marks WHERE (tenant, connection, key) IN (
            SELECT tenant, connection, key FROM webhook_marks INDEXED BY webhook_marks_age WHERE received_at < ?1 LIMIT ?2)
        """;

    private const string OldRecords = """
        SELECT tenant, connection, kind, record FROM webhook_records
        WHERE (tenant, connection, kind, record) > (?1, ?2, ?3, ?4) AND touched_at < ?5 AND open = 0
        ORDER BY tenant, connection, kind, record LIMIT ?6
        """;

    private const string Record = """
        DELETE FROM webhook_records
        WHERE tenant = ?1 AND connection = ?2 AND kind = ?3 AND record = ?4 AND touched_at < ?5 AND open = 0
        """;

    private const string Days = "DELETE FROM webhook_days WHERE day < ?1";

    public static async Task<long> DeleteMarksAsync(SqliteDatabase database, long before, CancellationToken cancellationToken)
    {
        long all = 0;
        int deleted;
        do
        {
            deleted = await database
                .WriteAsync(session => session.Prepare(Marks).Execute(before, Part), cancellationToken)
                .ConfigureAwait(false);
            all += deleted;
        }
        while (deleted == Part);

        return all;
    }

    public static async Task DeleteRecordsAsync(SqliteDatabase database, long before, CancellationToken cancellationToken)
    {
        (string Tenant, string Connection, string Kind, string Id) last = (string.Empty, string.Empty, string.Empty, string.Empty);
        List<(string Tenant, string Connection, string Kind, string Id)> part;
        do
        {
            part = await database.ReadAsync(session => ListOld(session, last, before), cancellationToken).ConfigureAwait(false);
            if (part.Count == 0)
            {
                return;
            }

            last = part[^1];
            await database.WriteAsync(session => Delete(session, part, before), cancellationToken).ConfigureAwait(false);
        }
        while (part.Count == Part);
    }

    public static Task DeleteDaysAsync(SqliteDatabase database, long before, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Prepare(Days).Execute(before), cancellationToken);

    private static List<(string Tenant, string Connection, string Kind, string Id)> ListOld(
        Session session, (string Tenant, string Connection, string Kind, string Id) last, long before)
    {
        List<(string Tenant, string Connection, string Kind, string Id)> part = [];
        using Rows row = session.Prepare(OldRecords).Query(last.Tenant, last.Connection, last.Kind, last.Id, before, Part);
        while (row.Read())
        {
            part.Add((row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)));
        }

        return part;
    }

    private static int Delete(Session session, List<(string Tenant, string Connection, string Kind, string Id)> part, long before)
    {
        Statement delete = session.Prepare(Record);
        foreach ((string tenant, string connection, string kind, string id) in part)
        {
            delete.Execute(tenant, connection, kind, id, before);
        }

        return part.Count;
    }
}
