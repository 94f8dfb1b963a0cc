using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SyncKit.Commerce;
using SyncKit.Connectors;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Traps 34 to 43: updates and reads.</summary>
public partial class ReadTraps
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Order Cancelled => Shop.Order() with { Status = "cancelled" };

    [Fact]
    public async Task Trap_34_A_change_leaves_alone_what_it_does_not_name()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.SettleAsync(Shop.Order())).Single();
        string customer = host.Booked(sale).GetProperty("CustomerRef").GetProperty("value").GetString()!;
        host.Company.Edit("SalesReceipt", sale.DestinationId, document => document["TrackingNum"] = "1Z999");
        LedgerDocument changed = (await host.SettleAsync(Shop.Order(quantity: 3), sale)).Single();

        JsonElement booked = host.Booked(changed);
        booked.GetProperty("TotalAmt").GetDecimal().Should().Be(59.70m);
        booked.GetProperty("TrackingNum").GetString().Should().Be("1Z999");
        booked.GetProperty("CustomerRef").GetProperty("value").GetString().Should().Be(customer);
        Encoding.UTF8.GetString(host.Sent[^1].Content.Span).Should().Contain("\"sparse\":true");
    }

    [Fact]
    public async Task Trap_35_A_version_that_only_a_link_moved_is_read_and_the_change_is_written_once()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.SettleAsync(Shop.Order())).Single();
        host.Company.Delete("Deposit", host.Company.Deposit("SalesReceipt", sale.DestinationId));
        Order order = Shop.Order(quantity: 3);
        Intent change = await host.AskAsync(order, sale);
        (await host.SendAsync(change, Token)).Targets.Single().Failure!.Kind.Should().Be(FailureKind.Stale);
        WrittenDocument now = (await host.Destination.LookUpAsync(host.Books, change, Token)).Targets.Single().Written!;
        now.Version.Should().NotBe(sale.Version);
        now.Fingerprint.Should().Be(sale.Fingerprint, "nobody changed what it says");

        Intent again = await host.AskAsync(order, sale with { Version = now.Version });
        again.RequestId.Should().NotBe(change.RequestId);
        (await host.SendAsync(again, Token)).Targets.Single().Written!.Total.Should().Be(59.70m);
        host.Company.Count("SalesReceipt").Should().Be(1);
    }

    [Fact]
    public async Task Trap_36_Nothing_that_was_read_is_sent_back()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument[] posted = await host.SettleAsync(Shop.Order());
        posted = await host.SettleAsync(Shop.Order(quantity: 3), posted);
        await host.SettleAsync(Cancelled, posted);
        Encoding.UTF8.GetString(host.Sent[^1].Content.Span).Should().Be(
            $$"""{"Id":"{{posted[0].DestinationId}}","SyncToken":"{{posted[0].Version}}","sparse":true}""");
        foreach (Intent intent in host.Sent)
        {
            Encoding.UTF8.GetString(intent.Content.Span).Should().NotContainAny("\"MetaData\"", "\"domain\"", "\"Balance\"", "\"SubTotalLineDetail\"", "\"LinkedTxn\"");
        }
    }

    [Fact]
    public async Task Trap_37_A_document_that_moves_between_pages_is_listed_once_and_none_is_left_out()
    {
        await using Host host = await Host.StartAsync();
        string customer = host.Company.AddCustomer("Ana Diaz");
        List<string> made = [];
        for (int i = 0; i < 1005; i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            made.Add(host.Company.Add("Payment", $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":1}"""));
        }

        List<string> listed = [];
        await foreach (var page in ((IBooks)host.Destination).ListAsync(host.Books, Token))
        {
            listed.AddRange(page.Select(document => document.Id));
            if (listed.Count == 1000)
            {
                host.Company.Edit("Payment", made[0], document => document["PrivateNote"] = "moved to the end");
            }
        }

        listed.Should().BeEquivalentTo(made);
        host.Simulator.Requests.Where(request => request.Path.EndsWith("/query", StringComparison.Ordinal) && request.BodyText.Contains("startposition", StringComparison.Ordinal))
            .Should().OnlyContain(request => request.BodyText.Contains("orderby MetaData.LastUpdatedTime", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trap_38_An_answer_without_the_entitys_key_is_an_empty_list()
    {
        using WireMockServer intuit = WireMockServer.Start();
        Give(intuit, "query", """{"QueryResponse":{},"time":"2026-11-22T04:00:00.000-08:00"}""");
        Give(intuit, "batch", """{"BatchItemResponse":[{"bId":"1","QueryResponse":{}},{"bId":"0","QueryResponse":{}}]}""");
        await using Host host = await Host.StartAsync(app: options => options.ApiUrl = new Uri(intuit.Url! + "/"));
        Query nobody = Query.Of("Customer", "DisplayName", "Nobody");
        (await host.Get<CompanyQueries>().RunAsync(host.Books, [nobody], Token)).Single().Should().BeEmpty();
        (await host.Get<CompanyQueries>().RunAsync(host.Books, [nobody, Query.Of("Item", "Sku", "none")], Token)).Should().HaveCount(2).And.OnlyContain(rows => rows.Count == 0);
    }

    private static void Give(WireMockServer intuit, string route, string body) => intuit
        .Given(Request.Create().WithPath("/v3/company/*/" + route).UsingPost())
        .RespondWith(Response.Create().WithHeader("Content-Type", "application/json").WithBody(body));

    [Fact]
    public async Task Trap_39_Members_that_nobody_announced_change_nothing()
    {
        await using Host host = await Host.StartAsync(configure: options => options.AddUnknownMembers = true);
        Order order = Shop.Order(tax: 3.29m) with { Refunds = [Shop.Refund("17", 10m)] };
        LedgerDocument[] posted = await host.SettleAsync(order);
        posted = await host.SettleAsync(order with { CustomerNote = "Ring twice" }, posted);
        (await host.Get<IConnector>().CheckAsync(host.Books, Token)).Should().NotContain(finding => finding.Severity == FindingSeverity.Error);
        List<string> listed = [];
        await foreach (var part in ((IBooks)host.Destination).ListAsync(host.Books, Token))
        {
            listed.AddRange(part.Select(document => document.Fingerprint));
        }

        listed.Should().BeEquivalentTo(posted.Select(document => document.Fingerprint));
    }

    [Fact]
    public async Task Trap_40_An_account_is_meant_by_its_id_whatever_it_is_called()
    {
        await using Host host = await Host.StartAsync(settings: "\"depositAccount\":\"Checking\"");
        string account = host.Company.AccountId("Checking");
        await host.SettleAsync(Shop.Order("1"));
        host.Company.Edit("Account", account, document => document["Name"] = "Bank of Reno");
        LedgerDocument sale = (await host.SettleAsync(Shop.Order("2"))).Single();
        JsonElement booked = host.Booked(sale);
        booked.GetProperty("DepositToAccountRef").GetProperty("value").GetString().Should().Be(account);
        Encoding.UTF8.GetString(host.Sent[^1].Content.Span).Should().Contain($$"""
            "DepositToAccountRef":{"value":"{{account}}"}
            """.Trim());
        string renamed = Names().Replace(booked.GetRawText(), "\"name\":\"Assets:Banks:Other\"");
        renamed.Should().NotBe(booked.GetRawText());
        BookedText.Of(JsonDocument.Parse(renamed).RootElement).Should().Be(sale.Fingerprint);
    }

    [GeneratedRegex("\"name\":\\s*\"[^\"]*\"")]
    private static partial Regex Names();

    [Fact]
    public async Task Trap_41_A_category_never_stands_on_a_line_and_what_is_made_has_no_stock_properties()
    {
        await using Host host = await Host.StartAsync();
        string category = host.Company.Add("Item", """{"Name":"Mugs","Type":"Category"}""");
        LedgerDocument sale = (await host.SettleAsync(Shop.Order() with { Lines = [Shop.Line(39.80m, 2, sku: "", name: "Mugs")] })).Single();
        string used = host.Booked(sale).GetProperty("Line")[0].GetProperty("SalesItemLineDetail").GetProperty("ItemRef").GetProperty("value").GetString()!;
        used.Should().NotBe(category);
        JsonDocument.Parse(host.Company.Find("Item", used)!).RootElement.GetProperty("Type").GetString().Should().Be("NonInventory");
        host.Sent.Select(intent => Encoding.UTF8.GetString(intent.Content.Span)).Where(body => body.Contains("\"Item\":", StringComparison.Ordinal))
            .Should().ContainSingle().Which.Should().NotContainAny("QtyOnHand", "TrackQtyOnHand", "InvStartDate", "AssetAccountRef", "SalesDesc");
    }

    [Theory]
    [InlineData("stale", "quickbooks.stale")]
    [InlineData("throttled", "quickbooks.throttled")]
    [InlineData("environment", "quickbooks.reconnect")]
    [InlineData("access", "quickbooks.access-lost")]
    public async Task Trap_42_Faults_in_XML_and_in_lower_case_are_read_like_all_others(string what, string code)
    {
        foreach (bool xml in new[] { false, true })
        {
            await using Host host = await Host.StartAsync(configure: options => options.FaultsAsXml = xml);
            LedgerDocument sale = (await host.SettleAsync(Shop.Order())).Single();
            Intent undo = await host.AskAsync(Cancelled, what == "stale" ? sale with { Version = "99" } : sale);
            switch (what)
            {
                case "throttled":
                    host.Simulator.Faults.OnCall(1, Fault.Throttle());
                    break;
                case "environment":
                    host.Company.UseWrongEnvironment();
                    break;
                case "access":
                    host.Company.LoseUserAccess();
                    break;
            }

            WriteAnswer answer = await host.SendAsync(undo, Token);
            (answer.Failure ?? answer.Targets.Single().Failure)!.Code.Should().Be(code, xml ? "in XML" : "in JSON");
        }
    }

    [Fact]
    public async Task Trap_43_A_fault_in_an_answer_of_status_200_is_no_success()
    {
        await using Host host = await Host.StartAsync(configure: options => options.FaultsWithStatus200 = true);
        LedgerDocument sale = (await host.SettleAsync(Shop.Order())).Single();
        host.Company.CloseBooks(new DateOnly(2026, 12, 31));
        WriteAnswer answer = await host.SendAsync(await host.AskAsync(Cancelled, sale), Token);
        (answer.Failure ?? answer.Targets.Single().Failure)!.Code.Should().Be("quickbooks.books-closed");
        Func<Task> query = () => host.Get<CompanyQueries>().RunAsync(host.Books, "Customer", "select nothing", Token);
        (await query.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be("quickbooks.bad-query");
    }
}
