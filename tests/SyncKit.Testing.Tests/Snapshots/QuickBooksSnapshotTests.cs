using System.Net;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.Tests.QuickBooks;

namespace SyncKit.Testing.Tests.Snapshots;

public sealed class QuickBooksSnapshotTests
{
    private static readonly string[] Questions =
    [
        "query?query=select * from SalesReceipt", "query?query=select * from Customer where Active in (true, false)", "query?query=select * from Item", "query?query=select * from Account",
        "query?query=select * from Deposit", "query?query=select * from Customer where DisplayName = 'Ana Diaz'", "query?query=select * from TaxCode", "query?query=select * from TaxRate",
        "companyinfo/REALM", "preferences", "cdc?entities=SalesReceipt,Customer&changedSince=2026-11-01T00:00:00Z",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loaded_company_answers_every_question_with_the_same_bytes()
    {
        using SnapshotFolder folder = new();
        await using Session first = await Session.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, Name = "Müller & Söhne 😀", AutomatedTaxRates = [1.25m, 2.50m] });
        string held = (await first.WriteAsync("salesreceipt", first.Receipt(first.Line("10.00", taxed: true), "\"DocNumber\":\"WC-1\""))).Text("Id")!;
        string gone = (await first.WriteAsync("salesreceipt", first.Receipt(first.Line("5.00"), "\"DocNumber\":\"WC-2\""))).Text("Id")!;
        first.Company.Edit("SalesReceipt", held, document => document["PrivateNote"] = "by hand");
        first.Company.Deposit("SalesReceipt", held);
        first.Company.Delete("SalesReceipt", gone);
        first.Company.Inactivate("Customer", first.Company.AddCustomer("Old One"));
        first.Company.CloseBooks(new DateOnly(2026, 6, 30), withPassword: true);
        await first.Simulator.SaveAsync(folder.State, Token);
        await using Session second = await Session.ResumeAsync(folder.State, first);

        second.Company.RealmId.Should().Be(first.Company.RealmId);
        foreach (string question in Questions.Select(text => text.Replace("REALM", first.Company.RealmId, StringComparison.Ordinal)))
        {
            (HttpResponseMessage before, JsonObject? expected) = await first.GetAsync(question);
            (_, JsonObject? answered) = await second.GetAsync(question);
            before.StatusCode.Should().Be(HttpStatusCode.OK, question);
            answered!.ToJsonString().Should().Be(expected!.ToJsonString(), question);
        }

        second.Company.Documents("SalesReceipt").Should().Equal(first.Company.Documents("SalesReceipt")).And.ContainSingle().Which.Deposited.Should().BeTrue();
        (await second.RefusedAsync("salesreceipt", second.Receipt(second.Line("1"), "\"TxnDate\":\"2026-06-30\""))).Should().Be("6210");
    }

    [Fact]
    public async Task Work_goes_on_after_loading_with_fresh_ids_and_the_kept_versions()
    {
        using SnapshotFolder folder = new();
        await using Session first = await Session.StartAsync();
        JsonObject old = await first.WriteAsync("salesreceipt", first.Receipt(first.Line("10"), "\"DocNumber\":\"WC-1\""));
        await first.Simulator.SaveAsync(folder.State, Token);
        await using Session second = await Session.ResumeAsync(folder.State, first);

        (await second.RefusedAsync("salesreceipt", second.Receipt(second.Line("1"), "\"DocNumber\":\"WC-1\""))).Should().Be("6140");
        JsonObject added = await second.WriteAsync("salesreceipt", second.Receipt(second.Line("1"), "\"DocNumber\":\"WC-2\""));
        JsonObject updated = await second.WriteAsync("salesreceipt", $$"""{"Id":"{{old.Text("Id")}}","SyncToken":"0","sparse":true,"PrivateNote":"later"}""");

        long.Parse(added.Text("Id")!, System.Globalization.CultureInfo.InvariantCulture).Should().Be(long.Parse(old.Text("Id")!, System.Globalization.CultureInfo.InvariantCulture) + 1);
        updated.Text("SyncToken").Should().Be("1");
        second.Company.Writes.Should().Be(2);
        SimulatedCompany another = second.Simulator.AddCompany();
        second.Simulator.Companies.Should().Equal(second.Company, another);
        another.RealmId.Should().NotBe(first.Company.RealmId);
        another.RefreshToken.Should().NotBe(first.Company.RefreshToken);
    }

    [Fact]
    public async Task Rotated_refresh_token_and_open_access_token_still_work_and_the_replaced_one_does_not()
    {
        using SnapshotFolder folder = new();
        await using Session first = await Session.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        (_, JsonObject? tokens) = await first.TokenAsync(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = first.Company.IssueAuthorizationCode() });
        string replaced = tokens.Text("refresh_token")!;
        (_, JsonObject? rotated) = await first.RefreshAsync(replaced);
        string code = first.Company.IssueAuthorizationCode();
        first.AccessToken = rotated.Text("access_token")!;
        await first.Simulator.SaveAsync(folder.State, Token);
        await using Session second = await Session.ResumeAsync(folder.State, first, options => options.RefreshRotation = RefreshRotation.EveryRefresh);

        (HttpResponseMessage read, _) = await second.GetAsync("preferences");
        (HttpResponseMessage refreshed, JsonObject? fresh) = await second.RefreshAsync(rotated.Text("refresh_token")!);
        (HttpResponseMessage theft, _) = await second.RefreshAsync(replaced);
        (HttpResponseMessage killed, _) = await second.RefreshAsync(fresh.Text("refresh_token")!);
        (HttpResponseMessage redeemed, _) = await second.TokenAsync(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });

        read.StatusCode.Should().Be(HttpStatusCode.OK);
        refreshed.StatusCode.Should().Be(HttpStatusCode.OK);
        fresh.Text("refresh_token").Should().NotBe(rotated.Text("refresh_token")).And.NotBe(replaced);
        theft.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        killed.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        redeemed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Withdrawn_consent_stays_withdrawn()
    {
        using SnapshotFolder folder = new();
        await using Session first = await Session.StartAsync();
        first.Company.RevokeGrant();
        await first.Simulator.SaveAsync(folder.State, Token);
        await using Session second = await Session.ResumeAsync(folder.State, first);

        (HttpResponseMessage refused, _) = await second.RefreshAsync(second.Company.RefreshToken);
        (HttpResponseMessage accepted, _) = await second.RefreshAsync(second.Company.Reconnect());

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        accepted.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Repeated_requestid_is_answered_from_before_and_counters_start_at_zero()
    {
        using SnapshotFolder folder = new();
        await using Session first = await Session.StartAsync();
        string receipt = first.Receipt(first.Line("10"));
        JsonObject written = await first.WriteAsync("salesreceipt?requestid=r1", receipt);
        await first.Simulator.SaveAsync(folder.State, Token);
        await using Session second = await Session.ResumeAsync(folder.State, first);

        second.Simulator.Calls.Should().Be(0);
        JsonObject again = await second.WriteAsync("salesreceipt?requestid=r1", receipt);

        again.ToJsonString().Should().Be(written.ToJsonString());
        second.Company.Count("SalesReceipt").Should().Be(1);
        second.Company.Writes.Should().Be(0);
        second.Company.PeakRequestsPerMinute.Should().Be(1);
    }

    [Fact]
    public async Task Settings_balances_and_untold_changes_go_on()
    {
        using SnapshotFolder folder = new();
        CompanyOptions company = new() { TaxRounding = TaxRounding.PerLine, KeepsStatedTax = false, CustomFields = [null, "Channel"], AutoApplyPayments = true };
        await using Session first = await Session.StartAsync(company);
        await first.WriteAsync("invoice", first.Receipt(first.Line("40"), "\"CustomField\":[{\"DefinitionId\":\"2\",\"StringValue\":\"web\"}]"));
        first.Company.UseWrongEnvironment();
        await first.Simulator.SaveAsync(folder.State, Token);
        await using Session second = await Session.ResumeAsync(folder.State, first);

        (HttpResponseMessage refused, _) = await second.GetAsync("preferences");
        second.Company.UseWrongEnvironment(wrong: false);
        string unknown = await second.RefusedAsync("invoice", second.Receipt(second.Line("1"), "\"CustomField\":[{\"DefinitionId\":\"1\"}]"));

        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        unknown.Should().Be("3000");
        second.Company.Balances.Should().BeEquivalentTo(first.Company.Balances);
        second.Company.Balances.Receivable.Should().Be(40m);
        second.Company.TakeWebhookDelivery("v")!.Body.ToArray().Should().Equal(first.Company.TakeWebhookDelivery("v")!.Body.ToArray());
    }
}
