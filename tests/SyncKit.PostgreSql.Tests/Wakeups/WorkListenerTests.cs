using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SyncKit.Hosting;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Lanes;
using SyncKit.PostgreSql.Tests.Hosts;
using SyncKit.PostgreSql.Wakeups;

namespace SyncKit.PostgreSql.Tests.Wakeups;

public sealed class WorkListenerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim heard = new(0);
    private HostsUnderTest? hosts;
    private WorkListener? listener;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HostsUnderTest Hosts => hosts!;

    public async ValueTask InitializeAsync()
    {
        hosts = await HostsUnderTest.CreateAsync(1);
        listener = Listener(new SyncKitOptions());
        await listener.StartAsync(Cancel);
        await HearAsync("it listens and may have missed something");
    }

    public async ValueTask DisposeAsync()
    {
        await listener!.StopAsync(CancellationToken.None);
        listener.Dispose();
        heard.Dispose();
        await Hosts.DisposeAsync();
    }

    [Fact]
    public async Task A_change_that_another_host_takes_in_is_heard()
    {
        await Hosts.AtOnceAsync((host, _) => new PostgresSyncStateStore(host).CommitAsync(Hosts.Acme.Stream, [Hosts.Acme.Change("1")], null, Cancel));

        await HearAsync("a change came in");
    }

    [Fact]
    public async Task A_lane_that_may_go_on_is_heard()
    {
        await Hosts.AtOnceAsync(async (host, _) =>
        {
            await new PostgresLaneStore(host).PauseAsync(Hosts.Acme.Books, DateTimeOffset.MinValue, Cancel);
            return true;
        });

        await HearAsync("its work is due");
    }

    [Fact]
    public async Task It_listens_again_after_its_connection_was_ended()
    {
        await EndListenersAsync();
        await HearAsync("it listens again and may have missed something");

        await Hosts.AtOnceAsync((host, _) => new PostgresSyncStateStore(host).CommitAsync(Hosts.Acme.Stream, [Hosts.Acme.Change("1")], null, Cancel));

        await HearAsync("a change came in");
    }

    [Fact]
    public async Task However_much_comes_in_few_hints_go_out()
    {
        const int Announced = 100_000;
        for (int i = 0; i < Announced; i++)
        {
            Hosts.Database.Work.Announce();
        }

        await HearAsync("work came in");

        heard.CurrentCount.Should().BeLessThan(Announced / 100);
    }

    [Fact]
    public async Task A_host_that_syncs_by_call_only_does_not_listen()
    {
        using WorkListener idle = Listener(new SyncKitOptions { RunInBackground = false });

        await idle.StartAsync(Cancel);

        await idle.ExecuteTask!.WaitAsync(Patience, Cancel);
    }

    private WorkListener Listener(SyncKitOptions options) => new(
        Hosts.Database, () => heard.Release(), Options.Create(options), TimeProvider.System, NullLogger<WorkListener>.Instance);

    private async Task HearAsync(string because) => (await heard.WaitAsync(Patience, Cancel)).Should().BeTrue(because);

    private Task EndListenersAsync() => Hosts.Database.ReadAsync(
        (session, token) => session.ListAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
            row => row.GetBoolean(0), token),
        Cancel);
}
