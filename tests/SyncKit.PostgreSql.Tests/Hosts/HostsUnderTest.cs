using Microsoft.Extensions.Time.Testing;
using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests.Hosts;

/// <summary>Several hosts on one storage: each has its own connections, as if it were a process of its own.</summary>
internal sealed class HostsUnderTest : IAsyncDisposable
{
    private readonly TestDatabase test;
    private readonly PostgresDatabase[] hosts;

    private HostsUnderTest(TestDatabase test, FakeTimeProvider time, int count)
    {
        this.test = test;
        Time = time;
        hosts = [.. Enumerable.Range(0, count).Select(_ => test.Open())];
    }

    public FakeTimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public Merchant Acme { get; } = new("acme");

    /// <summary>One that looks on.</summary>
    public PostgresDatabase Database => test.Database;

    public static async Task<HostsUnderTest> CreateAsync(int count)
    {
        FakeTimeProvider time = new(StorageUnderTest.Start);
        return new HostsUnderTest(await TestDatabase.CreateAsync(time), time, count);
    }

    /// <summary>Lets all hosts do the same at once.</summary>
    public Task<T[]> AtOnceAsync<T>(Func<PostgresDatabase, int, Task<T>> work) =>
        Task.WhenAll(hosts.Select((host, number) => Task.Run(() => work(host, number), TestContext.Current.CancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (PostgresDatabase host in hosts)
        {
            await host.DisposeAsync();
        }

        await test.DisposeAsync();
    }
}
