namespace SyncKit.Sqlite.Tests.Writing;

public sealed class UrgencyTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly SqliteDatabase database;
    private readonly List<string> order = [];

    public UrgencyTests() => database = new SqliteDatabase(file.ConnectionString, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        file.Dispose();
    }

    [Fact]
    public async Task An_urgent_write_goes_before_bulk_writes_that_wait_longer()
    {
        await HeldAsync(() => [Bulk("a"), Bulk("b"), Urgent("first"), Urgent("second")]);

        order.Should().Equal("first", "second", "a", "b");
    }

    [Fact]
    public async Task Bulk_writes_stop_sharing_a_commit_as_soon_as_an_urgent_one_waits()
    {
        Task? urgent = null;
        Task BulkThatIsOvertaken() => database.WriteAsync(
            _ =>
            {
                urgent = Urgent("urgent");
                return Note("a");
            },
            Token);
        await HeldAsync(() => [BulkThatIsOvertaken(), Bulk("b"), Bulk("c")]);
        await urgent!;

        order.Should().Equal("a", "urgent", "b", "c");
    }

    [Fact]
    public async Task Bulk_writes_are_never_starved()
    {
        bool bulkDone = false;
        int urgentBefore = 0;
        Task<int> Next() => database.WriteFirstAsync(
            _ =>
            {
                urgentBefore += bulkDone ? 0 : 1;
                return 0;
            },
            Token);

        async Task KeepBusy()
        {
            while (!Volatile.Read(ref bulkDone))
            {
                await Task.WhenAll(Next(), Next());
            }
        }

        Task busy = Task.WhenAll(KeepBusy(), KeepBusy(), KeepBusy());
        await database.WriteAsync(_ => bulkDone = true, Token);
        await busy;
        urgentBefore.Should().BePositive();
    }

    [Fact]
    public async Task The_log_is_copied_back_and_begun_anew_under_steady_writing()
    {
        byte[] page = new byte[64 * 1024];
        for (int i = 0; i < 1_500; i++)
        {
            await database.WriteAsync(session => session.Prepare("INSERT OR REPLACE INTO streams VALUES (?1, 's', 'k', '', ?2, 0)").Execute(
                $"t{i % 10}", Convert.ToHexString(page)), Token);
        }

        // 1,500 writes of 128 KB are 192 MB of log when nothing is ever copied back.
        new FileInfo($"{file.Path}-wal").Length.Should().BeLessThan(128L * 1024 * 1024);
    }

    private async Task HeldAsync(Func<Task[]> queue)
    {
        using ManualResetEventSlim gate = new();
        Task blocking = database.WriteFirstAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)), Token);
        Task[] queued = queue();
        gate.Set();
        await Task.WhenAll([blocking, .. queued]);
    }

    private Task Bulk(string name) => database.WriteAsync(_ => Note(name), Token);

    private Task Urgent(string name) => database.WriteFirstAsync(_ => Note(name), Token);

    private int Note(string name)
    {
        order.Add(name);
        return order.Count;
    }
}
