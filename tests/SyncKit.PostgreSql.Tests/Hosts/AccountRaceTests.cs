using SyncKit.Auditing;
using SyncKit.Conformance;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.PostgreSql.Auditing;
using SyncKit.PostgreSql.Connecting;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Credentials;

namespace SyncKit.PostgreSql.Tests.Hosts;

public sealed class AccountRaceTests
{
    private const int Count = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_save_of_many_hosts_is_over_what_it_read_and_in_the_chain_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        ConnectionId books = hosts.Acme.Books;

        int[] saved = await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresCredentialStore store = new(host);
            int mine = 0;
            for (int i = 0; i < 20; i++)
            {
                long read = (await store.FindAsync(books, Cancel))?.Version ?? 0;
                mine += await store.SaveAsync(books, Sealed(number), read, Entry(hosts.Acme, "credentials.saved"), Cancel) is null ? 0 : 1;
            }

            return mine;
        });

        (await new PostgresCredentialStore(hosts.Database).FindAsync(books, Cancel))!.Version.Should().Be(saved.Sum());
        AuditVerification chain = await new AuditTrail(new PostgresAuditTrail(hosts.Database)).VerifyAsync(hosts.Acme.Tenant, cancellationToken: Cancel);
        (chain.Problem, chain.Entries).Should().Be((null, saved.Sum()));
    }

    [Fact]
    public async Task Hosts_that_write_of_the_same_tenants_in_any_order_make_one_line_for_each()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        Merchant[] merchants = [.. Enumerable.Range(0, 5).Select(i => new Merchant($"tenant-{i}"))];
        const int Each = 25;

        await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresAuditTrail trail = new(host);
            AuditEntry[] entries = [.. merchants.Select(merchant => Entry(merchant, $"host.{number}"))];
            for (int i = 0; i < Each; i++)
            {
                await trail.AppendAsync(number % 2 == 0 ? entries : [.. entries.Reverse()], Cancel);
            }

            return true;
        });

        foreach (Merchant merchant in merchants)
        {
            AuditVerification chain = await new AuditTrail(new PostgresAuditTrail(hosts.Database)).VerifyAsync(merchant.Tenant, cancellationToken: Cancel);
            (chain.Problem, chain.Entries).Should().Be((null, Count * Each));
        }
    }

    [Fact]
    public async Task One_host_may_refresh_and_the_next_when_its_time_is_over()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        TimeSpan life = TimeSpan.FromSeconds(30);
        for (int round = 0; round < 10; round++)
        {
            bool[] may = await hosts.AtOnceAsync(
                (host, number) => new PostgresCredentialStore(host).TryBeginRefreshAsync(hosts.Acme.Books, $"{round}/{number}", life, Cancel));

            may.Count(each => each).Should().Be(1);
            hosts.Time.Advance(life);
        }
    }

    [Fact]
    public async Task One_host_takes_an_attempt_to_connect()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        for (int round = 0; round < 10; round++)
        {
            ConnectAttempt attempt = new()
            {
                StateHash = $"state-{round}",
                SessionHash = "session",
                Connection = hosts.Acme.Books,
                Callback = new Uri("https://host.example/callback"),
                Parameters = new Dictionary<string, string>(),
                Actor = "jane",
            };
            await new PostgresConnectAttemptStore(hosts.Database).AddAsync(attempt, TimeSpan.FromMinutes(10), Cancel);

            ConnectAttempt?[] taken = await hosts.AtOnceAsync((host, _) => new PostgresConnectAttemptStore(host).TakeAsync(attempt.StateHash, Cancel));

            taken.Count(each => each is not null).Should().Be(1);
        }
    }

    [Fact]
    public async Task A_version_of_settings_is_replaced_by_one_host_also_when_there_is_none_yet()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        for (int version = 0; version < 10; version++)
        {
            Connection?[] replaced = await hosts.AtOnceAsync(
                (host, number) => new PostgresConnectionStore(host).ReplaceAsync(hosts.Acme.Shop, $$"""{"url":"{{version}}-{{number}}"}""", version, Cancel));

            replaced.Count(each => each is not null).Should().Be(1);
        }

        (await new PostgresConnectionStore(hosts.Database).FindAsync(hosts.Acme.Shop, Cancel))!.Settings.Version.Should().Be(10);
    }

    private static SealedCredentials Sealed(int host) => new("key", new byte[] { 1 }, new byte[] { 2 }, new[] { (byte)host }, 0);

    private static AuditEntry Entry(Merchant merchant, string action) =>
        new(merchant.Tenant, StorageUnderTest.Start, action, "acme/quickbooks/books", "because", "host");
}
