using SyncKit.Hosting;

namespace SyncKit.PostgreSql.Hosting;

internal sealed class PostgresStorageProbe(PostgresDatabase database) : IStorageProbe
{
    private const string Write = """
        INSERT INTO synckit.storage_mark (one, at) VALUES (1, (SELECT synckit.now_ticks())) ON CONFLICT (one) DO UPDATE SET at = excluded.at
        """;

    private const string Read = "SELECT at FROM synckit.storage_mark WHERE one = 1";

    public async Task<DateTimeOffset> TouchAsync(CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(Write, cancellationToken).ConfigureAwait(false);
        return await database.ReadAsync(
            (session, token) => session.FindAsync(Read, static row => Column.Time(row, 0), token), cancellationToken).ConfigureAwait(false);
    }
}
