using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Two tenants use the same ids everywhere, and neither sees or moves anything of the other.</summary>
public abstract class TenantSuite : StorageSuite
{
    private Merchant Other { get; } = new("other");

    [Fact]
    public async Task Work_of_one_tenant_leaves_the_others_as_it_was()
    {
        await CommitBoth();
        (LaneLease acme, LaneLease other) = await LeaseBoth();
        InboxItem item = (await Take(acme)).Should().ContainSingle().Subject;
        item.Change.Record.Should().Be(Acme.Order("1"));

        await Storage.Lanes.SettleAsync(
            acme,
            new Settlement
            {
                Outcomes = [Outcomes.Of(item, OutcomeKind.Dead, Now)],
                Documents = [Outcomes.Document(item.Change, Now)],
                References = [new("customer", "a@b.c", "58", new Dictionary<string, string>(), Now)],
                NewIntents = [Outcomes.Intent(item.Change, Now)],
                Audit = [new(Acme.Tenant, Now, "a", "b", "c", "d")],
                Budget = "spent",
            },
            Token);

        (await Count(Other)).Should().Be(FlowCounts.Zero with { Entered = 1, Waiting = 1 });
        (await Take(other)).Should().ContainSingle().Which.Change.Record.Should().Be(Other.Order("1"));
        (await Find(Other.Order("1"))).Should().BeEquivalentTo(LedgerView.Empty);
        (await Storage.Lanes.ListIntentsAsync(other, Token)).Should().BeEmpty();
        (await Storage.References.FindAsync(Other.Books, [new Reference("customer", "a@b.c")], Token)).Should().BeEmpty();
        (await Storage.Audit.ListAsync(Other.Tenant, 10, Token)).Should().BeEmpty();
        (await Storage.Ledger.FindDocumentsAsync(Other.Books, [new DocumentId("SalesReceipt", "145")], Token)).Should().BeEmpty();
        LedgerQuery all = new() { Flow = Merchant.Flow };
        (await Storage.Ledger.ListRecordsAsync(Other.Tenant, all, Token)).Rows.Should().BeEmpty();
        (await Storage.Ledger.ListDocumentsAsync(Other.Tenant, all, Token)).Rows.Should().BeEmpty();
        (await Storage.Ledger.FindAsync(Merchant.Flow, Other.Books, [Acme.Order("1")], Token)).Should().BeEmpty();
        (await Storage.DeadLetters.RetryAsync(Merchant.Flow, Other.Order("1"), Now, Token)).Should().BeFalse();
        (await Storage.DeadLetters.DismissAsync(Merchant.Flow, Other.Order("1"), Token)).Should().BeFalse();
        await Release(other);
        (await Lease("next")).Budget.Should().BeNull();
    }

    [Fact]
    public async Task Intents_of_one_request_id_belong_to_their_own_lane()
    {
        await CommitBoth();
        (LaneLease acme, LaneLease other) = await LeaseBoth();
        await Storage.Lanes.SettleAsync(acme, new Settlement { NewIntents = [Outcomes.Intent(Acme.Change("1"), Now)] }, Token);
        await Storage.Lanes.SettleAsync(other, new Settlement { NewIntents = [Outcomes.Intent(Other.Change("1"), Now)] }, Token);

        await Storage.Lanes.SettleAsync(acme, new Settlement { ClosedIntents = ["request"] }, Token);

        (await Storage.Lanes.ListIntentsAsync(acme, Token)).Should().BeEmpty();
        (await Storage.Lanes.ListIntentsAsync(other, Token)).Should().ContainSingle()
            .Which.Targets[0].Document!.Lane.Should().Be(Other.Books);
    }

    [Fact]
    public async Task Positions_pauses_secrets_and_connections_belong_to_their_own_tenant()
    {
        await CommitBoth();
        await Storage.State.CommitAsync(Acme.Stream, [], new StreamPosition("acme-only", Now), Token);
        await Storage.Lanes.PauseAsync(Acme.Books, Now.AddDays(1), Token);
        await Storage.Credentials.SaveAsync(Acme.Books, new SealedCredentials("k", new byte[60], new byte[12], new byte[20], 0), 0, Outcomes.Audit(Acme.Tenant, Now), Token);
        await Storage.Credentials.TryBeginRefreshAsync(Acme.Books, "first", Life, Token);
        await Storage.Connections.SaveAsync(Acme.Books, "{}", Token);
        await Storage.Connections.BindAsync(new FlowBinding(Merchant.Flow, Acme.Shop, Acme.Books), Token);

        (await Storage.State.FindPositionAsync(Other.Stream, Token)).Should().BeNull();
        (await Lease()).Lane.Should().Be(Other.Books);
        (await Storage.Credentials.FindAsync(Other.Books, Token)).Should().BeNull();
        (await Storage.Credentials.TryBeginRefreshAsync(Other.Books, "second", Life, Token)).Should().BeTrue();
        (await Storage.Connections.FindAsync(Other.Books, Token)).Should().BeNull();
        (await Storage.Connections.ListAsync(Other.Tenant, Token)).Should().BeEmpty();
        (await Storage.Connections.ListBindingsAsync(Other.Tenant, Token)).Should().BeEmpty();
        (await Storage.Connections.ListTenantsAsync(Token)).Should().Equal(Acme.Tenant);
    }

    [Fact]
    public async Task A_commit_never_crosses_tenants()
    {
        Change[] crossing =
        [
            Other.Change("1"),
            Acme.Change("1") with { Lane = Other.Books },
            Acme.Change("1") with { Record = Other.Order("1") },
        ];

        foreach (Change change in crossing)
        {
            Func<Task> commit = () => Commit(change);
            await commit.Should().ThrowAsync<ArgumentException>();
        }

        (await Count(Other)).Should().Be(FlowCounts.Zero);
    }

    private async Task CommitBoth()
    {
        await Commit(Acme.Change("1"));
        await Storage.State.CommitAsync(Other.Stream, [Other.Change("1")], null, Token);
    }

    private async Task<(LaneLease Acme, LaneLease Other)> LeaseBoth()
    {
        IReadOnlyList<LaneLease> leases = await Storage.Lanes.AcquireAsync("first", 10, Life, Token);
        return (leases.Single(lease => lease.Lane == Acme.Books), leases.Single(lease => lease.Lane == Other.Books));
    }
}
