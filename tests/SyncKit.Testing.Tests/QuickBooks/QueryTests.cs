using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class QueryTests
{
    [Theory]
    [InlineData("select * from Customer where DisplayName = \"Ana\"", "4000", "Lexical error")]
    [InlineData("select * from Invoice where Balance > 0", "4000", "Encountered \" \">\" \"> \"\" at line 1, column 37.")]
    [InlineData("select * from Customer where DisplayName = 'a''s'", "4000", "Encountered \" <STRING> \"'s' \"\"")]
    [InlineData("select * from Customer where Active = true or Active = false", "4000", "Encountered \" <IDENTIFIER> \"or \"\" at line 1, column 44.")]
    [InlineData("select * from Customer where DisplayName != 'a'", "4000", "Encountered: \"!\"")]
    [InlineData("select * from SalesReceipt where NoSuchField = 'a'", "4001", "QueryValidationError: Property NoSuchField not found for Entity SalesReceipt")]
    [InlineData("select * from SalesReceipt where DepartmentRef = '1'", "4001", "property 'DepartmentRef' is not queryable")]
    [InlineData("select * from Payment where DocNumber = '1'", "4001", "property 'DocNumber' is not queryable")]
    [InlineData("select * from Customer where Id > '1'", "4001", "Id")]
    [InlineData("select * from Customer startposition 0", "4001", "QueryValidationError: value 0 is too small. Min allowed value is 1")]
    [InlineData("select * from Customer maxresults 1001", "4001", "value 1001 is too large")]
    [InlineData("select * from Nonsense", "4001", "Nonsense")]
    [InlineData("select * from", "4000", "<EOF>")]
    public async Task Statement_is_refused_with_its_reason(string statement, string code, string detail)
    {
        await using Session session = await Session.StartAsync();

        JsonObject fault = await session.QueryFaultAsync(statement);

        fault.Text("code").Should().Be(code);
        fault.Text("Detail").Should().Contain(detail);
    }

    [Fact]
    public async Task Empty_result_has_no_entity_key()
    {
        await using Session session = await Session.StartAsync();

        (await session.QueryAsync("select * from Invoice")).Should().BeEmpty();
    }

    [Fact]
    public async Task Apostrophe_is_escaped_with_a_backslash_and_case_does_not_matter()
    {
        await using Session session = await Session.StartAsync();
        session.Company.AddCustomer("Peet's + Söhne & Co");

        JsonObject found = await session.QueryAsync("SELECT * FROM customer WHERE displayname = 'PEET\\'S + söhne & co'");

        found["Customer"]![0]!["DisplayName"]!.GetValue<string>().Should().Be("Peet's + Söhne & Co");
        found.Amount("maxResults").Should().Be(1);
    }

    [Theory]
    [InlineData("select * from Item where Sku in ('TS-1','TS-2')", 2)]
    [InlineData("select * from Item where Name like 'Shirt%'", 1)]
    [InlineData("select * from Item where Name like '%shirt%'", 2)]
    [InlineData("select * from Customer where PrimaryEmailAddr = 'ANA@example.com'", 1)]
    [InlineData("select * from Customer where PrimaryEmailAddr = ' '", 0)]
    [InlineData("select * from SalesReceipt where TotalAmt >= '20.0' and TxnDate = CURRENT_DATE", 2)]
    [InlineData("select * from SalesReceipt where TotalAmt < '20'", 1)]
    [InlineData("select * from SalesReceipt where CustomerRef = 'CUST' and DocNumber in ('WC-1','WC-3','WC-9')", 2)]
    [InlineData("select * from SalesReceipt where MetaData.LastUpdatedTime >= '2026-11-20T10:02:00-08:00'", 1)]
    [InlineData("select * from SalesReceipt where MetaData.LastUpdatedTime >= '2026-11-20T18:01:00Z'", 2)]
    public async Task Filter_finds_what_it_says(string statement, int count)
    {
        await using Session session = await Session.StartAsync();
        session.Company.AddItem("Shirt two", "TS-2");
        await ThreeReceipts(session);

        JsonObject found = await session.QueryAsync(statement.Replace("CUST", session.CustomerId));
        JsonObject counted = await session.QueryAsync(statement.Replace("CUST", session.CustomerId).Replace("select *", "select count(*)"));

        (found.FirstOrDefault(entry => entry.Value is JsonArray).Value?.AsArray().Count ?? 0).Should().Be(count);
        counted.Should().ContainSingle();
        counted.Amount("totalCount").Should().Be(count);
    }

    [Fact]
    public async Task Order_by_id_no_longer_sorts_and_order_by_time_does()
    {
        await using Session session = await Session.StartAsync();
        await using Session sorting = await Session.StartAsync(configure: o => o.OrderByIdSorts = true);
        await ThreeReceipts(session);
        await ThreeReceipts(sorting);

        string[] byId = await Numbers(session, "select * from SalesReceipt orderby Id");
        string[] byIdSorted = await Numbers(sorting, "select * from SalesReceipt orderby Id");
        string[] byTime = await Numbers(session, "select * from SalesReceipt orderby MetaData.LastUpdatedTime asc");
        string[] byAmount = await Numbers(session, "select * from SalesReceipt order by TotalAmt desc, TxnDate");

        byId.Should().Equal("WC-3", "WC-2", "WC-1");
        byIdSorted.Should().Equal("WC-1", "WC-2", "WC-3");
        byTime.Should().Equal("WC-1", "WC-2", "WC-3");
        byAmount.Should().Equal("WC-3", "WC-2", "WC-1");
    }

    [Fact]
    public async Task Pages_start_at_one_and_hold_what_was_asked()
    {
        await using Session session = await Session.StartAsync();
        await ThreeReceipts(session);

        string[] second = await Numbers(session, "select * from SalesReceipt orderby MetaData.LastUpdatedTime startposition 2 maxresults 1");

        second.Should().Equal("WC-2");
    }

    [Fact]
    public async Task Default_page_is_100()
    {
        await using Session session = await Session.StartAsync();
        for (int i = 0; i < 101; i++)
        {
            session.Company.AddCustomer($"Customer {i}");
        }

        JsonObject page = await session.QueryAsync("select * from Customer");

        page["Customer"]!.AsArray().Should().HaveCount(100);
        page.Amount("startPosition").Should().Be(1);
    }

    [Fact]
    public async Task Projection_returns_the_columns_and_the_id()
    {
        await using Session session = await Session.StartAsync();

        JsonObject found = await session.QueryAsync("select DisplayName, Active from Customer");

        found["Customer"]![0]!.AsObject().Select(entry => entry.Key).Should().BeEquivalentTo("domain", "sparse", "Id", "DisplayName", "Active");
    }

    [Fact]
    public async Task Statement_may_be_posted()
    {
        await using Session session = await Session.StartAsync();

        (HttpResponseMessage response, JsonObject? body) = await session.CallAsync(HttpMethod.Post, "query", new StringContent("select * from Customer", Encoding.UTF8, "application/text"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        body!["QueryResponse"]!["Customer"]!.AsArray().Should().HaveCount(1);
        session.Company.MeteredReads.Should().Be(1);
    }

    [Fact]
    public async Task Changes_list_whole_entities_and_the_deleted_ones_last()
    {
        await using Session session = await Session.StartAsync();
        await ThreeReceipts(session);
        string first = session.Company.Documents("SalesReceipt")[0].Id;
        session.Company.Delete("SalesReceipt", first);

        (_, JsonObject? body) = await session.GetAsync("cdc?entities=SalesReceipt,Invoice&changedSince=" + Uri.EscapeDataString("2026-11-20T10:00:00-08:00"));
        (HttpResponseMessage unsupported, _) = await session.GetAsync("cdc?entities=TaxCode&changedSince=2026-11-20T10:00:00Z");

        JsonArray slots = body!["CDCResponse"]![0]!["QueryResponse"]!.AsArray();
        slots[0]!["SalesReceipt"]!.AsArray().Should().HaveCount(3);
        slots[0]!["SalesReceipt"]![2]!["status"]!.GetValue<string>().Should().Be("Deleted");
        slots[0]!["SalesReceipt"]![2]!["Id"]!.GetValue<string>().Should().Be(first);
        slots[1]!.AsObject().Should().BeEmpty();
        unsupported.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Fault_may_come_with_status_200()
    {
        await using Session session = await Session.StartAsync(configure: o => o.FaultsWithStatus200 = true);

        (HttpResponseMessage response, JsonObject? body) = await session.PostAsync("customer", """{"DisplayName":"Ana Diaz"}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.Contains("intuit_tid").Should().BeTrue();
        body!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("6240");
    }

    [Fact]
    public async Task Members_may_appear_that_no_schema_knows()
    {
        await using Session session = await Session.StartAsync(configure: o => o.AddUnknownMembers = true);

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("1")));

        receipt["AddedWithoutNotice"]!["Status"]!.GetValue<string>().Should().Be("BRAND_NEW");
    }

    [Fact]
    public async Task Company_starts_with_its_accounts_and_payment_methods()
    {
        await using Session session = await Session.StartAsync();

        JsonObject undeposited = await session.QueryAsync("select * from Account where AccountSubType = 'UndepositedFunds'");
        JsonObject methods = await session.QueryAsync("select count(*) from PaymentMethod");
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("1")));

        undeposited["Account"]![0]!["Name"]!.GetValue<string>().Should().Be("Undeposited Funds");
        methods.Amount("totalCount").Should().BePositive();
        receipt.Ref("DepositToAccountRef").Should().Be(session.Company.AccountId("Undeposited Funds"));
        session.Company.Customers.Should().ContainSingle().Which.Name.Should().Be("Ana Diaz");
        session.Company.Items.Should().ContainSingle().Which.Json.Should().Contain("TS-1");
    }

    [Fact]
    public async Task Preferences_tell_the_tax_engines_apart()
    {
        await using Session none = await Session.StartAsync();
        await using Session manual = await Session.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Manual });
        await using Session automated = await Session.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated });

        (await TaxPrefs(none)).ToJsonString().Should().Be("""{"UsingSalesTax":false}""");
        (await TaxPrefs(manual)).ToJsonString().Should().Be("""{"UsingSalesTax":true}""");
        (await TaxPrefs(automated))["PartnerTaxEnabled"]!.GetValue<bool>().Should().BeTrue();
    }

    private static async Task<JsonObject> TaxPrefs(Session session)
    {
        (_, JsonObject? body) = await session.GetAsync("preferences");
        return body!["Preferences"]!["TaxPrefs"]!.AsObject();
    }

    private static async Task ThreeReceipts(Session session)
    {
        for (int i = 1; i <= 3; i++)
        {
            await session.WriteAsync("salesreceipt", session.Receipt(session.Line($"{i}0"), $"\"DocNumber\":\"WC-{i}\""));
            session.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task<string[]> Numbers(Session session, string statement)
    {
        JsonObject found = await session.QueryAsync(statement);
        return [.. found["SalesReceipt"]!.AsArray().Select(receipt => receipt!["DocNumber"]!.GetValue<string>())];
    }
}
