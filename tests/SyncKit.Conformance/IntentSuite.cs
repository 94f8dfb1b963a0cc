using FluentAssertions;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Transforming;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What is about to be sent is durable, as it was first written, until its outcome is known.</summary>
public abstract class IntentSuite : StorageSuite
{
    [Fact]
    public async Task Intents_come_back_as_written_and_oldest_first()
    {
        LaneLease lease = await LeaseWithWork();
        Intent first = Outcomes.Intent(Acme.Change("1"), Now, "z-first", "{\"Id\":\"é\"}");
        await Put(lease, first);
        Storage.Time.Advance(TimeSpan.FromSeconds(1));
        Intent second = Outcomes.Intent(Acme.Change("2"), Now, "a-second") with
        {
            Targets =
            [
                new IntentTarget
                {
                    Id = "c1",
                    Reference = new ResolvedReference("customer", "a@b.c", "", new Dictionary<string, string> { ["k"] = "v" }, Now),
                },
            ],
        };
        await Put(lease, second);

        IReadOnlyList<Intent> intents = await Storage.Lanes.ListIntentsAsync(lease, Token);

        intents.Select(intent => intent.RequestId).Should().Equal("z-first", "a-second");
        intents[0].Content.ToArray().Should().Equal(first.Content.ToArray());
        intents[0].Route.Should().Be(first.Route);
        intents[0].CreatedAt.Should().Be(first.CreatedAt);
        intents[0].Targets.Should().Equal(first.Targets);
        intents[0].Targets[0].Document!.Total.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be("1234.50");
        intents[1].Targets.Should().BeEquivalentTo(second.Targets);
    }

    [Fact]
    public async Task An_intent_stays_as_it_was_first_written()
    {
        LaneLease lease = await LeaseWithWork();
        Intent first = Outcomes.Intent(Acme.Change("1"), Now, "request", "first bytes");
        await Put(lease, first);

        await Put(lease, Outcomes.Intent(Acme.Change("2"), Now.AddHours(1), "request", "other bytes"));

        Intent kept = (await Storage.Lanes.ListIntentsAsync(lease, Token)).Should().ContainSingle().Subject;
        kept.Content.ToArray().Should().Equal(first.Content.ToArray());
        kept.CreatedAt.Should().Be(first.CreatedAt);
        kept.Targets.Should().Equal(first.Targets);
    }

    [Fact]
    public async Task A_closed_intent_is_gone_and_the_others_stay()
    {
        LaneLease lease = await LeaseWithWork();
        await Put(lease, Outcomes.Intent(Acme.Change("1"), Now, "one"), Outcomes.Intent(Acme.Change("2"), Now, "two"));

        await Storage.Lanes.SettleAsync(lease, new Settlement { ClosedIntents = ["one", "unknown"] }, Token);

        (await Storage.Lanes.ListIntentsAsync(lease, Token)).Should().ContainSingle().Which.RequestId.Should().Be("two");
    }

    [Fact]
    public async Task A_lane_with_nothing_but_intents_is_due()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        await Storage.Lanes.SettleAsync(
            lease,
            new Settlement
            {
                Outcomes = [Outcomes.Of((await Take(lease)).Single(), OutcomeKind.Snoozed, Now.AddDays(1))],
                NewIntents = [Outcomes.Intent(Acme.Change("1"), Now)],
            },
            Token);
        await Release(lease);

        (await Storage.Lanes.NextDueAsync(Token)).Should().BeOnOrBefore(Now);
        LaneLease next = await Lease("second");
        (await Storage.Lanes.ListIntentsAsync(next, Token)).Should().ContainSingle();
        await Storage.Lanes.SettleAsync(next, new Settlement { ClosedIntents = ["request"] }, Token);
        await Release(next);
        (await TryLease("third")).Should().BeNull();
        (await Storage.Lanes.NextDueAsync(Token)).Should().Be(StorageUnderTest.Start.AddDays(1));
    }

    [Fact]
    public async Task The_next_owner_finds_what_a_crashed_one_was_about_to_send()
    {
        LaneLease crashed = await LeaseWithWork();
        await Put(crashed, Outcomes.Intent(Acme.Change("1"), Now));
        await Storage.ReopenAsync();
        Storage.Time.Advance(Life);

        LaneLease next = await Lease("second");
        (await Storage.Lanes.ListIntentsAsync(next, Token)).Should().ContainSingle();
        (await Storage.Lanes.ListIntentsAsync(crashed, Token)).Should().BeEmpty();
    }

    private async Task<LaneLease> LeaseWithWork()
    {
        await Commit(Acme.Change("1"));
        return await Lease();
    }

    private Task Put(LaneLease lease, params Intent[] intents) =>
        Storage.Lanes.SettleAsync(lease, new Settlement { NewIntents = intents }, Token);
}
