using CsCheck;
using SyncKit.Adopting;
using SyncKit.Core.Tests.World;
using SyncKit.Delivery;

namespace SyncKit.Core.Tests.Adopting;

public sealed class BooksMatchingTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static AdoptionRequest Request => new() { Flow = Scene.Flow, Source = Scene.Source(Scene.Acme) };

    [Theory]
    [InlineData(45, AdoptionFinding.Certain)]
    [InlineData(-45, AdoptionFinding.Certain)]
    [InlineData(46, AdoptionFinding.NotFound)]
    public void A_number_counts_within_its_days(int days, AdoptionFinding expected) =>
        Find([Order("1")], Booked("a", number: "1") with { Date = Day.AddDays(days) }).Should().Equal(expected);

    [Theory]
    [InlineData(3, AdoptionFinding.Likely)]
    [InlineData(4, AdoptionFinding.NotFound)]
    public void A_customer_counts_within_fewer_days(int days, AdoptionFinding expected) =>
        Find([Order("1")], Booked("a", number: "x", customer: "Ann  LEE") with { Date = Day.AddDays(days) }).Should().Equal(expected);

    [Fact]
    public void A_document_without_a_date_is_found_by_number_only()
    {
        Find([Order("1")], Booked("a", number: "1") with { Date = null }).Should().Equal(AdoptionFinding.Certain);
        Find([Order("1")], Booked("a", customer: "Ann Lee") with { Date = null }).Should().Equal(AdoptionFinding.NotFound);
    }

    [Fact]
    public void Another_total_or_currency_under_the_number_is_a_conflict_and_no_customer_makes_up_for_it()
    {
        Find([Order("1")], Booked("a", number: "1", total: 10.01m)).Should().Equal(AdoptionFinding.Conflict);
        Find([Order("1")], Booked("a", number: "1") with { Currency = "EUR" }).Should().Equal(AdoptionFinding.Conflict);
        Find([Order("1")], Booked("a", number: "1", total: 10.01m), Booked("b", customer: "Ann Lee")).Should().Equal(AdoptionFinding.Conflict);
    }

    [Fact]
    public void Another_total_under_the_mark_is_a_conflict() =>
        Find([Order("1")], Booked("a", total: 9m) with { Marker = "mark:1" }, Booked("b", number: "1")).Should().Equal(AdoptionFinding.Conflict);

    [Fact]
    public void A_mark_goes_before_a_number_and_a_number_before_a_customer()
    {
        IReadOnlyList<AdoptionEntry> entries = Run(
            [Order("1"), Order("2")],
            Booked("a", number: "1"),
            Booked("b") with { Marker = "mark:1" },
            Booked("c", number: "2", customer: "Somebody Else"),
            Booked("d", customer: "Ann Lee"));
        entries.Select(entry => (entry.Booked!.Id, entry.MatchedBy)).Should().Equal(("b", AdoptionMatch.Marker), ("c", AdoptionMatch.Number));
    }

    [Fact]
    public void A_document_marked_for_another_record_is_never_linked()
    {
        Find([Order("1")], Booked("a", number: "1") with { Marker = "mark:7" }).Should().Equal(AdoptionFinding.Conflict);
        Find([Order("1")], Booked("a", number: "1", total: 8m) with { Marker = "mark:7" }).Should().Equal(AdoptionFinding.NotFound);
        Find([Order("1")], Booked("a", customer: "Ann Lee") with { Marker = "mark:7" }).Should().Equal(AdoptionFinding.NotFound);
    }

    [Fact]
    public void Several_that_fit_are_listed_and_none_is_linked()
    {
        AdoptionEntry entry = Run([Order("1")], Booked("a", number: "1"), Booked("b", number: "1")).Single();
        entry.Finding.Should().Be(AdoptionFinding.Ambiguous);
        entry.Candidates.Select(candidate => candidate.Id).Should().Equal("a", "b");
        entry.Reason.Should().Be("2 fit by number, total and currency: Sale a no. 1 of 2026-03-10, Sale b no. 1 of 2026-03-10. Decide by hand.");
    }

    [Fact]
    public void One_that_fits_several_orders_is_linked_to_none() =>
        Find([Order("1"), Order("2")], Booked("a", customer: "Ann Lee")).Should().Equal(AdoptionFinding.Ambiguous, AdoptionFinding.Ambiguous);

    [Fact]
    public void A_number_shared_by_two_orders_goes_to_the_one_whose_total_it_has() =>
        Find([Order("1"), Order("1") with { Outline = Order("1").Outline with { Total = 20m, Marker = "mark:2" } }], Booked("a", number: "1", total: 20m))
            .Should().Equal(AdoptionFinding.NotFound, AdoptionFinding.Certain);

    [Fact]
    public void Voided_deleted_and_other_kinds_of_documents_do_not_count() =>
        Find(
            [Order("1")],
            Booked("a", number: "1") with { IsVoided = true },
            Booked("b", number: "1") with { IsDeleted = true },
            Booked("c", number: "1") with { Kind = "Estimate" }).Should().Equal(AdoptionFinding.NotFound);

    [Fact]
    public void Whatever_the_books_hold_a_document_is_linked_once_and_only_where_the_money_agrees()
    {
        Gen<OutlinedDocument> order = Gen.Select(Gen.Int[1, 4], Gen.Int[10, 12], Gen.Int[0, 4], Of("Ann Lee", "Bob Ray", "")).Select(
            (number, total, day, customer) => Order($"{number}") with
            {
                Outline = Order($"{number}").Outline with { Total = total, Date = Day.AddDays(day), Customer = customer },
            });
        Gen<BookedDocument> booked = Gen.Select(Gen.Int[0, 4], Gen.Int[10, 12], Gen.Int[0, 60], Of("ann lee", "BOB RAY", ""), Of("", "", "mark:1", "mark:9"))
            .Select((number, total, day, customer, marker) =>
                Booked("?", number == 0 ? "" : $"{number}", total, customer) with { Date = Day.AddDays(day), Marker = marker });
        Gen.Select(order.Array[0, 6], booked.Array[0, 8]).Sample((orders, documents) =>
        {
            BookedDocument[] named = [.. documents.Select((document, index) => document with { Id = $"{index}" })];
            IReadOnlyList<AdoptionEntry> entries = Run(orders, named);
            List<AdoptionEntry> linked = [.. entries.Where(entry => entry.Booked is not null)];
            return entries.Count == orders.Length
                && linked.Select(entry => entry.Booked!.Id).Distinct().Count() == linked.Count
                && linked.TrueForAll(entry => entry.Booked!.Total == entry.Outline.Total && entry.Candidates.Count == 1)
                && linked.TrueForAll(entry => entry.MatchedBy == AdoptionMatch.Marker || entry.Booked!.Marker.Length == 0)
                && entries.All(entry => entry.Finding == AdoptionFinding.NotFound || entry.Candidates.Count > 0);
        });
    }

    private static Gen<string> Of(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static OutlinedDocument Order(string number) => new(Scene.Record(number), new DocumentOutline
    {
        Key = "sale",
        Kinds = ["Sale", "Invoice"],
        Numbers = [number],
        Marker = $"mark:{number}",
        Total = 10m,
        Tax = 1m,
        Currency = "USD",
        Date = Day,
        Customer = "Ann Lee",
        Email = "ann@example.com",
    });

    private static BookedDocument Booked(string id, string number = "", decimal total = 10m, string customer = "") =>
        new("Sale", id, number, total, "USD", string.Empty) { Tax = 1m, Date = Day, Customer = customer };

    private static IReadOnlyList<AdoptionEntry> Run(OutlinedDocument[] orders, params BookedDocument[] documents)
    {
        BooksMatching matching = new(Request, orders);
        foreach (BookedDocument document in documents)
        {
            matching.Add(document);
        }

        return matching.Run();
    }

    private static IEnumerable<AdoptionFinding> Find(OutlinedDocument[] orders, params BookedDocument[] documents) =>
        Run(orders, documents).Select(entry => entry.Finding);
}
