using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Loopback;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.QuickBooks.Tests.Changes;

public class ChangesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<List<BookedDocument>> ListAsync(Host host, DateTimeOffset since)
    {
        List<BookedDocument> listed = [];
        await foreach (IReadOnlyList<BookedDocument> part in ((IBooks)host.Destination).ListChangesAsync(host.Books, since, Token))
        {
            part.Should().NotBeEmpty();
            listed.AddRange(part);
        }

        return listed;
    }

    private static bool IsLook(SimulatedRequest request) => request.Path.EndsWith("/cdc", StringComparison.Ordinal);

    [Fact]
    public async Task Edits_voids_and_deletions_are_seen_by_one_metered_read_trap_50()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument kept = (await host.PostAsync(Shop.Order("1"))).Single();
        LedgerDocument edited = (await host.PostAsync(Shop.Order("2"))).Single();
        LedgerDocument deleted = (await host.PostAsync(Shop.Order("3"))).Single();
        host.Time.Advance(TimeSpan.FromHours(1));
        DateTimeOffset since = host.Time.GetUtcNow();
        host.Time.Advance(TimeSpan.FromMinutes(1));
        host.Company.Edit("SalesReceipt", edited.DestinationId, document => document["TxnDate"] = "2026-11-19");
        host.Company.Delete("SalesReceipt", deleted.DestinationId);
        int reads = host.Company.MeteredReads;

        List<BookedDocument> changes = await ListAsync(host, since);
        host.Company.MeteredReads.Should().Be(reads + 1, "trap 46: one call an hour is what the quota allows");
        changes.Select(change => (change.Id, change.IsDeleted)).Should().BeEquivalentTo([(edited.DestinationId, false), (deleted.DestinationId, true)]);
        changes.Should().NotContain(change => change.Id == kept.DestinationId);
        BookedDocument seen = changes.Single(change => !change.IsDeleted);
        seen.Date.Should().Be(new DateOnly(2026, 11, 19));
        seen.Fingerprint.Should().NotBe(edited.Fingerprint).And.Contain("2026-11-19");
        seen.Marker.Should().Be("woo:us-store/order/2");
    }

    [Fact]
    public async Task The_look_overlaps_the_one_before_by_five_minutes()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        (await ListAsync(host, Shop.Now.AddMinutes(4))).Select(change => change.Id).Should().Equal(sale.DestinationId);
        host.Simulator.Requests.Last(IsLook).QueryString.Should().Contain("changedSince=2026-11-22T11%3A59%3A00Z");
        (await ListAsync(host, Shop.Now.AddMinutes(6))).Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_further_back_than_thirty_days_is_asked()
    {
        await using Host host = await Host.StartAsync();
        Func<Task> tooFar = () => ListAsync(host, Shop.Now.AddDays(-30).AddSeconds(-1));
        (await tooFar.Should().ThrowAsync<ArgumentOutOfRangeException>()).Which.Message.Should().Contain("2026-10-23 12:00");
        host.Simulator.CountCalls(IsLook).Should().Be(0);
        await ListAsync(host, Shop.Now.AddDays(-30));
        host.Simulator.CountCalls(IsLook).Should().Be(1, "the overlap stays within the limit");
    }

    [Fact]
    public async Task More_changes_than_an_answer_holds_are_listed_whole_and_once()
    {
        await using Host host = await Host.StartAsync();
        string customer = host.Company.AddCustomer("Ana Diaz");
        for (int i = 0; i < 2300; i++)
        {
            if (i % 100 == 0)
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
            }

            host.Company.Add(i % 23 == 0 ? "Invoice" : "Payment", i % 23 == 0
                ? $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":1,"SalesItemLineDetail":{"ItemRef":{"value":"{{Item(host)}}"},"TaxCodeRef":{"value":"NON"} } }]}"""
                : $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":1}""");
        }

        List<BookedDocument> changes = await ListAsync(host, Shop.Now);
        changes.Should().HaveCount(2300);
        changes.Select(change => (change.Kind, change.Id)).Should().OnlyHaveUniqueItems();
        changes.Count(change => change.Kind == "Invoice").Should().Be(100);
    }

    [Fact]
    public async Task More_changes_at_one_moment_than_an_answer_holds_are_listed_by_pages()
    {
        await using Host host = await Host.StartAsync();
        string customer = host.Company.AddCustomer("Ana Diaz");
        for (int i = 0; i < 1200; i++)
        {
            host.Company.Add("Payment", $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":1}""");
        }

        (await ListAsync(host, Shop.Now)).Select(change => change.Id).Should().HaveCount(1200).And.OnlyHaveUniqueItems();
    }

    private static string Item(Host host) => host.Company.Items.FirstOrDefault()?.Id ?? host.Company.AddItem("Mug");

    [Fact]
    public async Task Empty_slots_unknown_kinds_and_deleted_rows_without_anything_are_read()
    {
        const string Body = """
            {"CDCResponse":[{"QueryResponse":[{},{"Invoice":[{"Id":"9","SyncToken":"1","TotalAmt":0,"PrivateNote":"Voided","MetaData":{"LastUpdatedTime":"2026-11-22T03:00:00-08:00"}}],"maxResults":1},
              {"Galaxy":[{"Id":"1"}]},{"Purchase":[{"domain":"QBO","status":"Deleted","Id":"979","MetaData":{"LastUpdatedTime":"2026-11-22T03:00:00-08:00"}}]},{"Payment":[{}]}]}],"time":"t"}
            """;
        await using Host host = await AnsweringAsync(Body);
        (await ListAsync(host, Shop.Now)).Select(change => (change.Kind, change.Id, change.IsVoided, change.IsDeleted))
            .Should().Equal(("Invoice", "9", true, false), ("Purchase", "979", false, true));
    }

    [Theory]
    [InlineData("""{"CDCResponse":[{"QueryResponse":[{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"3001"}],"type":"SERVICE"}}]}]}""", "quickbooks.throttled")]
    [InlineData("""{"CDCResponse":[{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"120"}],"type":"AUTHORIZATION"}}]}""", "quickbooks.access-lost")]
    [InlineData("""{"QueryResponse":{}}""", "quickbooks.unreadable")]
    public async Task A_fault_within_a_good_answer_is_not_taken_for_an_empty_one_trap_43(string body, string code)
    {
        await using Host host = await AnsweringAsync(body);
        Func<Task> look = () => ListAsync(host, Shop.Now);
        (await look.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be(code);
    }

    private static async Task<Host> AnsweringAsync(string body)
    {
        WireMockServer intuit = WireMockServer.Start();
        intuit.Given(Request.Create().WithPath("/v3/company/*/cdc").UsingGet())
            .RespondWith(Response.Create().WithHeader("Content-Type", "application/json").WithBody(body));
        TestContext.Current.TestOutputHelper?.WriteLine(intuit.Url!);
        return await Host.StartAsync(app: options => options.ApiUrl = new Uri(intuit.Url!));
    }
}
