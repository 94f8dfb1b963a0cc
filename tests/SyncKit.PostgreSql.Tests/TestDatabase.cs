namespace SyncKit.PostgreSql.Tests;

/// <summary>A storage of a test's own, whose clock is the test's.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string connectionString;
    private readonly TimeProvider time;

    private TestDatabase(string connectionString, TimeProvider time)
    {
        this.connectionString = connectionString;
        this.time = time;
        Database = Open();
    }

    /// <summary>The storage as the host that runs now sees it.</summary>
    public PostgresDatabase Database { get; private set; }

    /// <summary>How another host reaches it.</summary>
    public string ConnectionString => connectionString;

    public static async Task<TestDatabase> CreateAsync(TimeProvider time) =>
        new(await StorageServer.Current.CreateStorageAsync(), time);

    /// <summary>Another host on the same storage.</summary>
    /// <param name="slowLook">What makes a look slow. By default none ever is, so that a slow machine changes nothing of what a test sees.</param>
    /// <param name="hostTime">The host's own clock.</param>
    public PostgresDatabase Open(TimeSpan? slowLook = null, TimeProvider? hostTime = null) => new(connectionString, hostTime)
    {
        SlowLook = slowLook ?? TimeSpan.MaxValue,
        Entered = (session, token) => session.ExecuteAsync(
            "SELECT set_config('synckit.now', $1, false)", token, time.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <summary>Ends the host as a restart does.</summary>
    public async Task ReopenAsync()
    {
        await Database.DisposeAsync();
        Database = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await StorageServer.Current.DropAsync(connectionString);
    }
}
