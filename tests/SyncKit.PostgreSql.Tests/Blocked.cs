namespace SyncKit.PostgreSql.Tests;

/// <summary>Watches a server for connections that wait for another one's lock.</summary>
internal static class Blocked
{
    private const string Waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'";

    /// <summary>Returns once a statement that holds a text waits for a lock.</summary>
    public static async Task WaitUntilAsync(PostgresDatabase database, string text)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        while (await database.ReadAsync((session, token) => session.FindAsync(Waiting, row => row.GetInt64(0), token, text), cancel) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);
        }
    }
}
