using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Tests.Schema;

public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Several_processes_start_on_a_new_file_at_once()
    {
        using Barrier barrier = new(6);
        SqliteDatabase[] databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait(Token);
                return new SqliteDatabase(file.ConnectionString, TimeProvider.System);
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        foreach (SqliteDatabase database in databases)
        {
            (await new SqliteConnectionStore(database).ListTenantsAsync(Token)).Should().BeEmpty();
            database.Dispose();
        }
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        using (SqliteDatabase database = new(file.ConnectionString, TimeProvider.System))
        {
            await database.WriteAsync(session => session.Prepare("PRAGMA user_version = 9999").Execute(), Token);
        }

        FluentActions.Invoking(() => new SqliteDatabase(file.ConnectionString, TimeProvider.System))
            .Should().Throw<InvalidOperationException>().WithMessage("*newer version*9999*");
    }

    [Fact]
    public async Task Commits_are_flushed_and_the_log_is_written_ahead()
    {
        using SqliteDatabase database = new(file.ConnectionString, TimeProvider.System);

        (await database.ReadAsync(session => Text(session, "PRAGMA journal_mode"), Token)).Should().Be("wal");
        (await database.ReadAsync(session => Text(session, "PRAGMA synchronous"), Token)).Should().Be("2");
    }

    private static string Text(Session session, string pragma)
    {
        using Rows row = session.Prepare(pragma).Query();
        row.Read();
        return row.GetString(0);
    }
}
