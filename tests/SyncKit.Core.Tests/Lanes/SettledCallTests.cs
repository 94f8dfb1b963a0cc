using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

public sealed class SettledCallTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(FailureKind.Transient, true, true)]
    [InlineData(FailureKind.RateLimited, false, true)]
    [InlineData(FailureKind.NeedsAttention, true, true)]
    [InlineData(FailureKind.Stale, true, false)]
    [InlineData(FailureKind.Permanent, true, false)]
    [InlineData(FailureKind.Uncertain, false, true)]
    public void A_failure_says_whether_the_outcome_is_known_and_whether_the_lane_stops(FailureKind kind, bool known, bool stops)
    {
        SettledCall whole = SettledCall.Read(Call("0"), WriteAnswer.Failed(Failing.With(kind, "code")), Now);
        whole.IsKnown.Should().Be(known);
        (whole.Interruption is not null).Should().Be(stops);
    }

    [Fact]
    public void A_target_without_an_answer_is_uncertain_and_its_neighbour_stands()
    {
        WrittenDocument written = new("d1", "3", 10m, 1m, string.Empty);
        SettledCall settled = SettledCall.Read(Call("0", "1"), WriteAnswer.Of([new TargetAnswer { TargetId = "0", Written = written }]), Now);
        settled.IsKnown.Should().BeFalse();
        settled.Interruption!.Kind.Should().Be(FailureKind.Uncertain);
        settled.Failures.Keys.Should().Equal("1");
        LedgerDocument document = settled.Documents.Should().ContainSingle().Subject;
        document.DestinationId.Should().Be("d1");
        document.Version.Should().Be("3");
        document.Currency.Should().Be("USD", "the destination did not say another");
        document.WrittenAt.Should().Be(Now);
    }

    [Fact]
    public void Date_and_fingerprint_are_those_of_the_answer_and_the_rest_is_that_of_the_target()
    {
        WrittenDocument written = new("d1", "3", 10m, 1m, "USD") { Date = new DateOnly(2026, 3, 2), Fingerprint = "a sale" };
        LedgerDocument document = SettledCall.Read(Call("0"), WriteAnswer.Of([new TargetAnswer { TargetId = "0", Written = written }]), Now).Documents.Single();
        document.Date.Should().Be(new DateOnly(2026, 3, 2));
        document.Fingerprint.Should().Be("a sale");
        (document.CountsTowardsTotal, document.Proof, document.SettingsVersion).Should().Be((false, "proof", 4));
    }

    [Fact]
    public void A_voided_answer_makes_a_voided_link()
    {
        WrittenDocument written = new("d1", "3", 0m, 0m, "USD") { IsVoided = true };
        SettledCall.Read(Call("0"), WriteAnswer.Of([new TargetAnswer { TargetId = "0", Written = written }]), Now)
            .Documents.Single().State.Should().Be(DocumentState.Voided);
    }

    private static Intent Call(params string[] targets) => new()
    {
        RequestId = "r",
        Route = "batch",
        Content = new byte[] { 1 },
        CreatedAt = Now,
        Targets =
        [
            .. targets.Select(id => new IntentTarget
            {
                Id = id,
                Document = new LedgerDocument
                {
                    Flow = "orders",
                    Record = Scene.Record(id),
                    Lane = ConnectionId.Parse("acme/books/main"),
                    Key = "sale",
                    Kind = "Sale",
                    DestinationId = string.Empty,
                    Version = string.Empty,
                    Hash = default,
                    Total = 10m,
                    Tax = 1m,
                    Currency = "USD",
                    CountsTowardsTotal = false,
                    Date = new DateOnly(2026, 3, 1),
                    Fingerprint = "what was expected",
                    Proof = "proof",
                    SettingsVersion = 4,
                    RequestId = "r",
                    Generation = 1,
                    WrittenAt = default,
                },
            }),
        ],
    };
}
