using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Reconciling;

namespace SyncKit.Core.Tests.Reconciling;

public sealed class BooksComparisonTests
{
    private static readonly ConnectionId Lane = ConnectionId.Parse("acme/books/main");

    private readonly BooksComparison comparison = new();

    [Fact]
    public void What_agrees_agrees()
    {
        comparison.AddRecords([Row("1", 10m)]);
        comparison.AddDocuments([Document("1", "d1", 10m)]);
        comparison.AddBooked(Lane, [Booked("d1", 10m)]);
        Reconciliation result = comparison.Conclude();
        result.Agrees.Should().BeTrue();
        result.SourceTotals["USD"].Should().Be(10m);
        result.BooksTotals["USD"].Should().Be(10m);
    }

    [Fact]
    public void Each_disagreement_is_named_with_its_figures()
    {
        comparison.AddRecords([Row("1", 10m), Row("2", 20m), Row("3", 30m), Row("4", 40m) with { State = LedgerState.Dead }]);
        comparison.AddDocuments([Document("1", "d1", 10m), Document("2", "d2", 20m), Document("3", "d3", 29.99m)]);
        comparison.AddBooked(Lane, [Booked("d2", 20.01m), Booked("d3", 29.99m), Booked("d9", 5m)]);
        Reconciliation result = comparison.Conclude();
        result.Differences.Select(difference => (difference.Kind, difference.Subject)).Should().BeEquivalentTo(
        [
            (DifferenceKind.Held, "order 4"),
            (DifferenceKind.Changed, "Sale d2"),
            (DifferenceKind.Doubled, "Sale d9"),
            (DifferenceKind.Missing, "Sale d1"),
            (DifferenceKind.Total, "order 3"),
        ]);
        result.Differences.Single(difference => difference.Kind == DifferenceKind.Changed).Message.Should().Contain("20.00 USD").And.Contain("20.01 USD");
    }

    [Fact]
    public void Documents_of_other_flows_and_voided_predecessors_are_not_doubled()
    {
        comparison.AddElsewhere([Document("7", "d7", 7m)]);
        comparison.AddBooked(Lane, [Booked("d7", 7m), Booked("d8", 0m)]);
        comparison.Conclude().Agrees.Should().BeTrue();
    }

    [Fact]
    public void A_document_that_only_settles_another_is_watched_but_not_added_up()
    {
        comparison.AddRecords([Row("1", 10m)]);
        comparison.AddDocuments(
        [
            Document("1", "d1", 10m),
            Document("1", "d2", 10m) with { Key = "payment", CountsTowardsTotal = false },
            Document("1", "d3", 4m) with { Key = "fee", CountsTowardsTotal = false },
        ]);
        comparison.AddBooked(Lane, [Booked("d1", 10m), Booked("d2", 10m)]);
        Reconciliation result = comparison.Conclude();
        result.BooksTotals["USD"].Should().Be(10m);
        result.Differences.Select(difference => (difference.Kind, difference.Subject)).Should().Equal((DifferenceKind.Missing, "Sale d3"));
    }

    [Fact]
    public void An_edit_that_keeps_the_total_is_a_change()
    {
        comparison.AddRecords([Row("1", 10m), Row("2", 20m), Row("3", 30m), Row("4", 0m)]);
        comparison.AddDocuments(
        [
            Document("1", "d1", 10m) with { Fingerprint = "two shirts" },
            Document("2", "d2", 20m) with { Fingerprint = "a hat" },
            Document("3", "d3", 30m),
            Document("4", "d4", 0m) with { Fingerprint = "nothing", State = DocumentState.Voided },
        ]);
        comparison.AddBooked(
            Lane,
            [
                Booked("d1", 10m) with { Fingerprint = "two trousers" },
                Booked("d2", 20m) with { Fingerprint = "a hat" },
                Booked("d3", 30m) with { Fingerprint = "the ledger has none" },
                Booked("d4", 0m) with { Fingerprint = "voided", IsVoided = true },
            ]);
        Difference difference = comparison.Conclude().Differences.Should().ContainSingle().Subject;
        difference.Kind.Should().Be(DifferenceKind.Changed);
        difference.Subject.Should().Be("Sale d1");
        difference.Message.Should().Contain("two trousers");
    }

    private static RecordKey Key(string id) => new(ConnectionId.Parse("acme/shop/main"), "order", id);

    private static BookedDocument Booked(string id, decimal total) => new("Sale", id, "", total, "USD", "mark");

    private static LedgerRecord Row(string id, decimal total) => new()
    {
        Flow = "orders",
        Record = Key(id),
        Lane = Lane,
        State = LedgerState.Written,
        ModifiedAt = default,
        SettledAt = default,
        Total = total,
        Currency = "USD",
    };

    private static LedgerDocument Document(string record, string id, decimal total) => new()
    {
        Flow = "orders",
        Record = Key(record),
        Lane = Lane,
        Key = "sale",
        Kind = "Sale",
        DestinationId = id,
        Version = "0",
        Hash = default,
        Total = total,
        Tax = 0,
        Currency = "USD",
        RequestId = "r",
        Generation = 1,
        WrittenAt = default,
    };
}
