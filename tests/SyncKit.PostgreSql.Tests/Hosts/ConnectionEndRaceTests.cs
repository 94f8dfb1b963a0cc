using SyncKit.Conformance;
using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Ledger;

namespace SyncKit.PostgreSql.Tests.Hosts;

public sealed class ConnectionEndRaceTests
{
    private const int Count = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_comes_in_while_a_connection_without_work_is_removed_is_never_dismissed(bool ofTheBooks)
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        PostgresConnectionStore store = new(hosts.Database);
        for (int round = 0; round < 30; round++)
        {
            Merchant merchant = new($"round-{round}");
            ConnectionId removed = ofTheBooks ? merchant.Books : merchant.Shop;
            await store.SaveAsync(removed, "{}", Cancel);
            await store.BindAsync(new FlowBinding(Merchant.Flow, merchant.Shop, merchant.Books), Cancel);

            bool[] done = await hosts.AtOnceAsync(async (host, number) =>
            {
                if (number == 0)
                {
                    return await new PostgresConnectionStore(host).RemoveAsync(removed, null, evenWithWork: false, Cancel);
                }

                await new PostgresSyncStateStore(host).CommitAsync(merchant.Stream, [merchant.Change($"{number}")], null, Cancel);
                return true;
            });

            FlowCounts counts = await new PostgresLedger(hosts.Database).CountAsync(merchant.Tenant, Merchant.Flow, Cancel);
            (counts.Entered, counts.Waiting, counts.Dismissed).Should().Be((Count - 1, Count - 1, 0), $"the connection was removed: {done[0]}");
        }
    }

    [Fact]
    public async Task What_comes_in_while_a_connection_is_removed_with_its_work_waits_or_counts_as_dismissed()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        PostgresConnectionStore store = new(hosts.Database);
        Merchant merchant = hosts.Acme;
        const int Each = 30;

        await hosts.AtOnceAsync(async (host, number) =>
        {
            for (int i = 0; i < Each; i++)
            {
                if (number == 0)
                {
                    await new PostgresConnectionStore(host).SaveAsync(merchant.Shop, "{}", Cancel);
                    await new PostgresConnectionStore(host).RemoveAsync(merchant.Shop, null, evenWithWork: true, Cancel);
                }
                else
                {
                    await new PostgresSyncStateStore(host).CommitAsync(merchant.Stream, [merchant.Change($"{number}-{i}")], null, Cancel);
                }
            }

            return true;
        });

        FlowCounts counts = await new PostgresLedger(hosts.Database).CountAsync(merchant.Tenant, Merchant.Flow, Cancel);
        counts.Entered.Should().Be((Count - 1) * Each);
        counts.AreConserved.Should().BeTrue($"{counts} add up");
        (await store.CountTiesAsync(merchant.Shop, Cancel)).Waiting.Should().Be(counts.Waiting);
    }
}
