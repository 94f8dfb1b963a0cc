using System.Collections.Concurrent;
using FluentAssertions;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Many callers at once come to the same totals as one after the other.</summary>
public abstract class ConcurrencySuite : StorageSuite
{
    [Fact]
    public async Task Many_commits_at_once_lose_nothing()
    {
        CommitReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => Commit([.. Enumerable.Range(0, 10).Select(j => Acme.Change($"{(i + j) % 25}", i, $"{i}-{j}"))]), Token)));

        CommitReceipt sum = receipts.Aggregate((left, right) => left + right);
        sum.Waiting.Should().Be(25);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 400, Superseded = 375, Waiting = 25 });
        (await Take(await Lease())).Should().HaveCount(25);
    }

    [Fact]
    public async Task A_failing_caller_does_not_harm_those_beside_him()
    {
        Merchant other = new("other");
        Task[] tasks =
        [
            .. Enumerable.Range(0, 40).Select(i => Task.Run(
                async () => await (i % 4 == 0 ? Commit(Acme.Change($"{i}"), other.Change("foreign")) : Commit(Acme.Change($"{i}"))), Token)),
        ];
        await Task.WhenAll(tasks.Select(task => task.ContinueWith(_ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default)));

        tasks.Count(task => task.IsFaulted).Should().Be(10);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 30, Waiting = 30 });
    }

    [Fact]
    public async Task Many_owners_never_share_a_lane()
    {
        Merchant[] merchants = [.. Enumerable.Range(0, 12).Select(i => new Merchant($"tenant-{i}"))];
        foreach (Merchant merchant in merchants)
        {
            await Storage.State.CommitAsync(merchant.Stream, [merchant.Change("1")], null, Token);
        }

        IReadOnlyList<LaneLease>[] leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(
            () => Storage.Lanes.AcquireAsync($"owner-{i}", 3, Life, Token), Token)));

        leases.SelectMany(each => each).Select(lease => lease.Lane).Should().HaveCount(12).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Doors_and_owners_work_at_once_and_every_change_is_settled_once()
    {
        const int Shops = 6;
        const int Pages = 12;
        Merchant[] merchants = [.. Enumerable.Range(0, Shops).Select(i => new Merchant($"tenant-{i}"))];
        ConcurrentBag<string> written = [];
        Task doors = Task.WhenAll(merchants.Select(merchant => Task.Run(
            async () =>
            {
                for (int page = 0; page < Pages; page++)
                {
                    Change[] changes = [.. Enumerable.Range(0, 10).Select(i => merchant.Change($"{page}-{i}"))];
                    await Storage.State.CommitAsync(merchant.Stream, changes, new StreamPosition($"{page}", Now), Token);
                }
            },
            Token)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => Drain($"worker-{worker}", doors, written), Token)));

        written.Should().HaveCount(Shops * Pages * 10).And.OnlyHaveUniqueItems();
        foreach (Merchant merchant in merchants)
        {
            (await Count(merchant)).Should().Be(FlowCounts.Zero with { Entered = Pages * 10, Written = Pages * 10 });
            (await Storage.State.FindPositionAsync(merchant.Stream, Token))!.Cursor.Should().Be($"{Pages - 1}");
        }
    }

    private async Task Drain(string owner, Task doors, ConcurrentBag<string> written)
    {
        while (true)
        {
            bool wasOpen = !doors.IsCompleted;
            IReadOnlyList<LaneLease> leases = await Storage.Lanes.AcquireAsync(owner, 2, Life, Token);
            foreach (LaneLease lease in leases)
            {
                IReadOnlyList<InboxItem> items = await Take(lease, 7);
                Assert.True(await Settle(lease, [.. items.Select(item => Outcomes.Of(item, OutcomeKind.Written, Now))]));
                foreach (InboxItem item in items)
                {
                    written.Add(item.Change.Record.ToString());
                }

                await Release(lease);
            }

            if (leases.Count == 0 && !wasOpen)
            {
                return;
            }

            await Task.Yield();
        }
    }
}
