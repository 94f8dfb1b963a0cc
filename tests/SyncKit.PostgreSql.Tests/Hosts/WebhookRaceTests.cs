using SyncKit.PostgreSql.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Tests.Hosts;

public sealed class WebhookRaceTests
{
    private const int Count = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_polls_found_is_judged_once_however_many_hosts_judge_and_poll()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        const int Each = 15;
        const int Records = 20;

        long[] closed = await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresWebhookHistory history = new(host);
            long mine = 0;
            for (int i = 0; i < Each; i++)
            {
                ToldRecord[] found = [.. Enumerable.Range(0, Records).Select(id => new ToldRecord("order", $"{number}-{i}-{id}", hosts.Now))];
                await history.FoundAsync(hosts.Acme.Shop, i % 2 == 0 ? found : [.. found.Reverse()], Cancel);
                mine += (await history.JudgeAsync(hosts.Acme.Shop, hosts.Now, Cancel)).Lost;
            }

            return mine;
        });

        PostgresWebhookHistory all = new(hosts.Database);
        long left = (await all.JudgeAsync(hosts.Acme.Shop, hosts.Now, Cancel)).Lost;
        (closed.Sum() + left).Should().Be(Count * Each * Records);
        DateOnly today = DateOnly.FromDateTime(hosts.Now.UtcDateTime);
        (await all.ReportAsync(hosts.Acme.Shop, today, today, Cancel)).Single().Lost.Should().Be(Count * Each * Records);
    }

    [Fact]
    public async Task A_record_that_many_hosts_find_at_once_is_judged_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        ToldRecord[] found = [.. Enumerable.Range(0, 50).Select(id => new ToldRecord("order", $"{id}", hosts.Now))];

        long[] closed = await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresWebhookHistory history = new(host);
            await history.FoundAsync(hosts.Acme.Shop, number % 2 == 0 ? found : [.. found.Reverse()], Cancel);
            return (await history.JudgeAsync(hosts.Acme.Shop, hosts.Now, Cancel)).Lost;
        });

        closed.Sum().Should().Be(found.Length);
    }

    [Fact]
    public async Task Records_that_PostgreSQL_cannot_tell_apart_are_one()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(1);
        PostgresWebhookHistory history = new(hosts.Database);

        await history.FoundAsync(
            hosts.Acme.Shop, [new ToldRecord("order", "a\0", hosts.Now), new ToldRecord("order", "a\uFFFD", hosts.Now.AddMinutes(-1))], Cancel);

        (await history.JudgeAsync(hosts.Acme.Shop, hosts.Now, Cancel)).Should().Be(new WebhookTally(0, 1));
    }

    [Fact]
    public async Task Many_hosts_forget_old_deliveries_together_and_leave_what_is_open()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        const int Marks = 2_200;
        await hosts.Database.ExecuteAsync(
            "INSERT INTO synckit.webhook_marks SELECT 'acme', 'woocommerce/shop', n::text, $1 FROM generate_series(1, $2) n", Cancel, hosts.Now.UtcTicks, Marks);
        await hosts.Database.ExecuteAsync(
            """
            INSERT INTO synckit.webhook_records SELECT 'acme', 'woocommerce/shop', 'order', n::text, 0, 0, 0, n % 10 = 0, $1 FROM generate_series(1, $2) n
            """,
            Cancel,
            hosts.Now.UtcTicks,
            Marks);

        long[] forgotten = await hosts.AtOnceAsync((host, _) => new PostgresWebhookHistory(host).ForgetAsync(hosts.Now.AddDays(1), Cancel));

        forgotten.Sum().Should().Be(Marks);
        (await CountAsync(hosts, "synckit.webhook_marks")).Should().Be(0);
        (await CountAsync(hosts, "synckit.webhook_records")).Should().Be(Marks / 10);
    }

    private static Task<long> CountAsync(HostsUnderTest hosts, string table) =>
        hosts.Database.ReadAsync((session, token) => session.FindAsync($"SELECT count(*) FROM {table}", row => row.GetInt64(0), token), Cancel);
}
