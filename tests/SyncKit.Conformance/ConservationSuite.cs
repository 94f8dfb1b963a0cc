using FluentAssertions;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Whatever happens in whatever order, every change that entered is in exactly one place.</summary>
public abstract class ConservationSuite : StorageSuite
{
    private const int Steps = 120;
    private static readonly string[] Ids = ["1", "2", "3", "4", "5"];
    private static readonly OutcomeKind[] Kinds = Enum.GetValues<OutcomeKind>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Counts_add_up_after_every_step(int seed)
    {
        Random chance = new(seed);
        ReferenceModel model = new();
        LaneLease? lease = null;
        List<(InboxItem Item, int Stamp)> taken = [];
        for (int step = 0; step < Steps; step++)
        {
            string id = Ids[chance.Next(Ids.Length)];
            switch (chance.Next(11))
            {
                case 0 or 1 or 2:
                    Change[] changes = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => Any(chance))];
                    await Commit(changes);
                    Array.ForEach(changes, model.Commit);
                    break;
                case 3 or 4:
                    lease ??= await TryLease();
                    taken = lease is null ? [] : [.. (await Take(lease)).Select(item => (item, model.StampOf(item.Change.Record.Id)))];
                    break;
                case 5 or 6 or 7 when lease is not null && taken.Count > 0:
                    (InboxItem Item, int Stamp) one = taken[chance.Next(taken.Count)];
                    taken.Remove(one);
                    OutcomeKind kind = Kinds[chance.Next(Kinds.Length)];
                    (await Settle(lease, Outcomes.Of(one.Item, kind, Now))).Should().BeTrue();
                    model.Settle(one.Item.Change, one.Stamp, kind);
                    break;
                case 8:
                    (await Storage.DeadLetters.RetryAsync(Merchant.Flow, Acme.Order(id), Now, Token)).Should().Be(model.Retry(id, Acme.Thin(id)));
                    break;
                case 9 when chance.Next(2) == 0:
                    (await Storage.DeadLetters.DismissAsync(Merchant.Flow, Acme.Order(id), Token)).Should().Be(model.Dismiss(id));
                    break;
                case 9 when lease is not null:
                    Storage.Time.Advance(Life);
                    bool settled = taken.Count > 0 && await Settle(lease, Outcomes.Of(taken[0].Item, OutcomeKind.Written, Now));
                    settled.Should().BeFalse();
                    (lease, taken) = (null, []);
                    break;
                case 10 when lease is not null:
                    LedgerRecord held = Outcomes.Held(Acme.Order(id), (await Find(Acme.Order(id))).Record, Acme, Now);
                    (await Storage.Lanes.SettleAsync(lease, new Settlement { Held = [held] }, Token)).Should().BeTrue();
                    model.Hold(id, Acme.Thin(id) with { ModifiedAt = DateTimeOffset.MinValue });
                    break;
            }

            FlowCounts counts = await Count();
            counts.AreConserved.Should().BeTrue("seed {0}, step {1}: {2}", seed, step, counts);
            counts.Should().Be(model.Counts, "seed {0}, step {1}", seed, step);
        }

        (await Count()).Entered.Should().BePositive();
    }

    private Change Any(Random chance)
    {
        string id = Ids[chance.Next(Ids.Length)];
        int minute = chance.Next(12);
        return chance.Next(8) switch
        {
            0 => Acme.Thin(id, minute),
            1 => Acme.Deletion(id, minute),
            _ => Acme.Change(id, minute, $"{chance.Next(3)}"),
        };
    }
}
