using SyncKit.Hosting;

namespace SyncKit.Sqlite.Hosting;

internal sealed class SqliteStorageProbe(SqliteDatabase database) : IStorageProbe
{
    private const string Write = "INSERT INTO storage_mark (one, at) VALUES (1, ?1) ON CONFLICT DO UPDATE SET at = excluded.at";
    private const string Read = "SELECT at FROM storage_mark WHERE one = 1";

    public async Task<DateTimeOffset> TouchAsync(CancellationToken cancellationToken)
    {
        await database.WriteAsync(session => session.Prepare(Write).Execute(database.Now), cancellationToken).ConfigureAwait(false);
        return await database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Read).Query();
                row.Read();
                return Column.Time(row, 0);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
