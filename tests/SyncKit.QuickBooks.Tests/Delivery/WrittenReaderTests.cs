using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Delivery;

public class WrittenReaderTests
{
    private const string Sale = """
        {"Id":"77","SyncToken":"2","DocNumber":"1042","TxnDate":"2026-11-20","CustomerRef":{"value":"58","name":"Ana Diaz"},"CurrencyRef":{"value":"USD","name":"Dollar"},
         "TotalAmt":43.09,"Balance":0,"TxnTaxDetail":{"TotalTax":3.29},"BillEmail":{"Address":"ana@example.com"},"PrivateNote":"woo:us-store/order/1042 by hand",
         "Line":[{"Id":"1","DetailType":"SalesItemLineDetail","Amount":39.8,"SalesItemLineDetail":{"ItemRef":{"value":"12","name":"T-Shirt"},"Qty":2,"UnitPrice":19.9}},
                 {"DetailType":"DiscountLineDetail","Amount":1,"DiscountLineDetail":{"DiscountAccountRef":{"value":"86"}}},
                 {"DetailType":"SubTotalLineDetail","Amount":39.8,"SubTotalLineDetail":{} }]}
        """;

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    public static TheoryData<string, decimal, decimal> Signs => new()
    {
        { "SalesReceipt", 43.09m, 3.29m }, { "Invoice", 43.09m, 3.29m }, { "RefundReceipt", -43.09m, -3.29m }, { "CreditMemo", -43.09m, -3.29m },
    };

    [Theory]
    [MemberData(nameof(Signs))]
    public void Money_that_goes_back_is_negative(string kind, decimal total, decimal tax)
    {
        WrittenDocument written = WrittenReader.Document(kind, Parse(Sale));
        (written.Total, written.Tax, written.Version, written.Currency, written.Date).Should().Be((total, tax, "2", "USD", new DateOnly(2026, 11, 20)));
    }

    [Theory]
    [InlineData("Payment", """{"Id":"5","SyncToken":"0","TotalAmt":43.09,"UnappliedAmt":0,"Line":[{"Amount":43.09,"LinkedTxn":[{"TxnId":"77","TxnType":"Invoice"}]}]}""", 43.09)]
    [InlineData("Purchase", """{"Id":"5","SyncToken":"0","TotalAmt":1.55,"Line":[{"Amount":1.55,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"92"}}}]}""", 1.55)]
    [InlineData("Deposit", """{"Id":"5","SyncToken":"0","TotalAmt":41.54,"Line":[]}""", 41.54)]
    public void What_settles_a_sale_has_a_positive_total_and_no_tax(string kind, string json, decimal total)
    {
        WrittenDocument written = WrittenReader.Document(kind, Parse(json));
        (written.Total, written.Tax).Should().Be((total, 0m));
    }

    [Fact]
    public void A_deletion_counts_as_a_void_that_has_no_version()
    {
        WrittenDocument written = WrittenReader.Document("Purchase", Parse("""{"status":"Deleted","domain":"QBO","Id":"129"}"""));
        (written.Id, written.Version, written.Total, written.IsVoided).Should().Be(("129", "", 0m, true));
        BookedDocument booked = WrittenReader.Booked("Purchase", Parse("""{"status":"Deleted","domain":"QBO","Id":"129"}"""));
        (booked.IsDeleted, booked.IsVoided).Should().Be((true, false));
    }

    [Fact]
    public void What_the_books_hold_is_said_in_words() =>
        WrittenReader.Document("SalesReceipt", Parse(Sale)).Fingerprint
            .Should().Be("2026-11-20, no. 1042, customer 58, USD 43.09 of which tax 3.29; item 12 × 2 = 39.80; discount 86 = 1.00");

    [Theory]
    [InlineData("\"SyncToken\":\"2\"", "\"SyncToken\":\"9\"")]
    [InlineData("\"Balance\":0", "\"Balance\":43.09,\"LinkedTxn\":[{\"TxnId\":\"9\",\"TxnType\":\"Deposit\"}]")]
    [InlineData("Ana Diaz", "Ana Diaz-Smith")]
    [InlineData("39.8,\"SalesItem", "39.80,\"SalesItem")]
    [InlineData("\"Id\":\"77\"", "\"Id\":\"77\",\"EInvoiceStatus\":\"New in this version\"")]
    public void A_link_a_version_or_a_name_that_moved_is_no_edit(string was, string now) => Fingerprint(Sale.Replace(was, now)).Should().Be(Fingerprint(Sale));

    [Theory]
    [InlineData("2026-11-20", "2026-11-21")]
    [InlineData("\"1042\"", "\"1043\"")]
    [InlineData("\"58\"", "\"59\"")]
    [InlineData("43.09", "43.10")]
    [InlineData("3.29", "3.30")]
    [InlineData("\"Qty\":2", "\"Qty\":3")]
    [InlineData("\"12\"", "\"13\"")]
    [InlineData("\"Amount\":1,", "\"Amount\":2,")]
    public void What_a_person_edits_shows(string was, string now) => Fingerprint(Sale.Replace(was, now)).Should().NotBe(Fingerprint(Sale));

    [Fact]
    public void The_words_are_bounded_however_many_lines_there_are()
    {
        string line = """{"DetailType":"SalesItemLineDetail","Amount":1,"SalesItemLineDetail":{"ItemRef":{"value":"12"},"Qty":1}}""";
        string json = $$"""{"Id":"1","TotalAmt":700,"Line":[{{string.Join(',', Enumerable.Repeat(line, 700))}}]}""";
        Fingerprint(json).Length.Should().Be(BookedText.Longest);
    }

    [Fact]
    public void A_booked_document_says_whose_it_is()
    {
        BookedDocument booked = WrittenReader.Booked("CreditMemo", Parse(Sale));
        (booked.Customer, booked.Email, booked.Marker, booked.Tax, booked.Version, booked.Date)
            .Should().Be(("Ana Diaz", "ana@example.com", "woo:us-store/order/1042", -3.29m, "2", new DateOnly(2026, 11, 20)));
        booked.Fingerprint.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_written_document_and_the_same_one_read_later_are_said_alike()
    {
        await using Host host = await Host.StartAsync();
        var sale = (await host.PostAsync(Shop.Order(tax: 3.29m))).Single();
        var answer = WrittenReader.Document("SalesReceipt", Parse(host.Company.Find("SalesReceipt", sale.DestinationId)!));
        host.Company.Deposit("SalesReceipt", sale.DestinationId);
        WrittenDocument deposited = WrittenReader.Document("SalesReceipt", Parse(host.Company.Find("SalesReceipt", sale.DestinationId)!));
        deposited.Version.Should().NotBe(answer.Version);
        deposited.Fingerprint.Should().Be(answer.Fingerprint);
        answer.Fingerprint.Should().Contain("USD 43.09 of which tax 3.29");
    }

    private static string Fingerprint(string json) => WrittenReader.Document("SalesReceipt", Parse(json)).Fingerprint;
}
