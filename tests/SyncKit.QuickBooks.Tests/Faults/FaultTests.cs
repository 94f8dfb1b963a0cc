using System.Globalization;
using System.Text;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.QuickBooks.Faults;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.QuickBooks.Tests.Faults;

public class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, FailureKind> Classes => new()
    {
        { 120, FailureKind.NeedsAttention }, { 150, FailureKind.Transient }, { 600, FailureKind.Uncertain }, { 610, FailureKind.Permanent },
        { 2050, FailureKind.Permanent }, { 2500, FailureKind.Stale }, { 3001, FailureKind.RateLimited }, { 3100, FailureKind.NeedsAttention },
        { 5010, FailureKind.Stale }, { 6000, FailureKind.Permanent }, { 6190, FailureKind.NeedsAttention }, { 6200, FailureKind.Permanent },
        { 6540, FailureKind.Permanent }, { 10000, FailureKind.Transient }, { 987654, FailureKind.Permanent },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_code_has_its_class(int code, FailureKind kind)
    {
        Failure failure = QuickBooksFaults.For(new VendorFault(code, "m", "d", ""), "SalesReceipt of order 1042");
        failure.Kind.Should().Be(kind);
        failure.Message.Should().StartWith("SalesReceipt of order 1042: ").And.Contain(code.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.", FailureKind.Stale)]
    [InlineData("Object Not Found : Another user has deleted this transaction.", FailureKind.Permanent)]
    public void An_inactive_reference_is_resolved_anew_and_a_deleted_document_is_not(string detail, FailureKind kind) =>
        QuickBooksFaults.For(new VendorFault(610, "Object Not Found", detail, "")).Kind.Should().Be(kind);

    [Fact]
    public void Every_code_has_a_sentence_a_remedy_and_a_stable_name()
    {
        QuickBooksFaults.Codes.Should().HaveCountGreaterThan(60);
        foreach (int code in QuickBooksFaults.Codes)
        {
            Failure failure = QuickBooksFaults.For(new VendorFault(code, "", "", ""));
            failure.Code.Should().MatchRegex("^quickbooks\\.[a-z-]+$");
            failure.Remedy.Should().EndWith(".");
            failure.Message.Should().Contain(". (QuickBooks error");
        }
    }

    [Theory]
    [InlineData("""{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"003001","element":null}],"type":"SERVICE"}}""")]
    [InlineData("""{"warnings":null,"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001; statusCode=429","detail":"d","code":"3001"}],"type":"SERVICE"}}""")]
    [InlineData("""{"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001; statusCode=403"}]}}""")]
    [InlineData("""<?xml version="1.0"?><IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>m &amp; n</Message><Detail>d</Detail></Error></Fault></IntuitResponse>""")]
    public void A_fault_is_read_in_each_of_its_shapes(string body) =>
        FaultParser.Read(Encoding.UTF8.GetBytes(body))!.Code.Should().Be(3001);

    [Theory]
    [InlineData("")]
    [InlineData("<html>no</html>")]
    [InlineData("""{"SalesReceipt":{"Id":"1"}}""")]
    public void What_is_no_fault_is_none(string body) => FaultParser.Read(Encoding.UTF8.GetBytes(body)).Should().BeNull();

    [Fact]
    public void Secrets_in_a_fault_do_not_reach_the_message()
    {
        VendorFault fault = new(6000, "m", "Token expired: AB01abcdefghijklmnop for ana@example.com", "");
        QuickBooksFaults.For(fault).Message.Should().NotContain("AB01abc").And.NotContain("ana@");
    }

    private static async Task<(Host Host, Intent Intent)> ReadyAsync(Action<QuickBooksSimulatorOptions>? configure = null)
    {
        Host host = await Host.StartAsync(configure: configure);
        Commerce.Order order = Shop.Order();
        return (host, host.Plan(order, await host.TransformAsync(order)).Single());
    }

    public static TheoryData<string, FailureKind> Wire => new()
    {
        { "drop", FailureKind.Uncertain }, { "commit-drop", FailureKind.Uncertain }, { "500", FailureKind.Uncertain }, { "503", FailureKind.Uncertain },
        { "html", FailureKind.Uncertain }, { "truncate", FailureKind.Uncertain }, { "429", FailureKind.RateLimited }, { "403", FailureKind.NeedsAttention },
    };

    [Theory]
    [MemberData(nameof(Wire))]
    public async Task What_happens_on_the_wire_has_its_class(string what, FailureKind kind)
    {
        (Host host, Intent intent) = await ReadyAsync();
        await using var _ = host;
        host.Simulator.Faults.OnCall(1, what switch
        {
            "drop" => Fault.Drop(),
            "commit-drop" => Fault.CommitThenDrop(),
            "html" => Fault.Html(),
            "truncate" => Fault.Truncate(),
            _ => Fault.Fail(int.Parse(what, CultureInfo.InvariantCulture)),
        });
        WriteAnswer answer = await host.SendAsync(intent, Token);
        answer.Failure!.Kind.Should().Be(kind);
        answer.Targets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_throttled_call_waits_a_minute_unless_told_otherwise()
    {
        (Host host, Intent intent) = await ReadyAsync();
        await using var _ = host;
        host.Simulator.Faults.OnCall(1, Fault.Throttle());
        (await host.SendAsync(intent, Token)).Failure!.RetryAfter.Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_host_that_does_not_listen_is_transient()
    {
        (Host host, Intent intent) = await ReadyAsync();
        await using var _ = host;
        await host.Simulator.DisposeAsync();
        WriteAnswer answer = await host.SendAsync(intent, Token);
        answer.Failure!.Kind.Should().Be(FailureKind.Transient);
        answer.Failure.Code.Should().Be("quickbooks.unreachable");
    }

    [Fact]
    public async Task Lost_access_revoked_access_and_a_lapsed_subscription_need_a_person()
    {
        (Host host, Intent intent) = await ReadyAsync();
        await using var _ = host;
        host.Company.LapseSubscription();
        WriteAnswer lapsed = await host.SendAsync(intent, Token);
        (lapsed.Failure ?? lapsed.Targets.Single().Failure)!.Code.Should().Be("quickbooks.subscription");
        host.Company.LapseSubscription(false);
        host.Company.LoseUserAccess();
        (await host.SendAsync(intent, Token)).Failure!.Code.Should().Be("quickbooks.access-lost");
        host.Company.RevokeGrant();
        (await host.SendAsync(intent, Token)).Failure!.Code.Should().Be("quickbooks.reconnect");
    }

    [Fact]
    public async Task Closed_books_are_permanent_and_a_vanished_item_is_resolved_anew()
    {
        (Host host, Intent intent) = await ReadyAsync();
        await using var _ = host;
        host.Company.CloseBooks(new DateOnly(2026, 12, 31));
        (await host.SendAsync(intent, Token)).Targets.Single().Failure!.Code.Should().Be("quickbooks.books-closed");
        host.Company.CloseBooks(null);
        string item = System.Text.Json.JsonDocument.Parse(intent.Content).RootElement.GetProperty("Line")[0].GetProperty("SalesItemLineDetail").GetProperty("ItemRef").GetProperty("value").GetString()!;
        host.Company.Inactivate("Item", item);
        Failure gone = (await host.SendAsync(intent, Token)).Targets.Single().Failure!;
        gone.Kind.Should().Be(FailureKind.Stale);
        gone.Code.Should().Be("quickbooks.reference-gone");
        gone.Message.Should().Contain("order 1042");
    }

    [Fact]
    public async Task A_deposited_receipt_cannot_be_voided()
    {
        await using Host host = await Host.StartAsync();
        Ledger.LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        host.Company.Deposit("SalesReceipt", sale.DestinationId);
        Commerce.Order cancelled = Shop.Order() with { Status = "cancelled" };
        Intent first = host.Plan(cancelled, await host.TransformAsync(cancelled, sale), sale).Single();
        string version = (await host.Destination.LookUpAsync(host.Books, first, Token)).Targets.Single().Written!.Version;
        Ledger.LedgerDocument now = sale with { Version = version };
        Intent voiding = host.Plan(cancelled, await host.TransformAsync(cancelled, now), now).Single();
        WriteAnswer answer = await host.SendAsync(voiding, Token);
        (answer.Failure ?? answer.Targets.Single().Failure)!.Code.Should().Be("quickbooks.deposited");
    }

    [Fact]
    public async Task A_duplicate_request_is_looked_up_and_uncertain_only_while_nothing_is_found()
    {
        (Host host, Intent intent) = await ReadyAsync(options => options.DuplicateRequestId = DuplicateRequestIdAnswer.Fault600);
        await using var _ = host;
        string id = (await host.SendAsync(intent, Token)).Targets.Single().Written!.Id;
        (await host.SendAsync(intent, Token)).Targets.Single().Written!.Id.Should().Be(id);
        host.Company.Count("SalesReceipt").Should().Be(1);
        host.Company.Delete("SalesReceipt", id);
        (await host.SendAsync(intent, Token)).Targets.Single().Failure!.Kind.Should().Be(FailureKind.Uncertain);
    }

    [Fact]
    public async Task A_change_that_met_a_duplicate_request_is_done_once_the_version_moved()
    {
        await using Host host = await Host.StartAsync(configure: options => options.DuplicateRequestId = DuplicateRequestIdAnswer.Fault600);
        Ledger.LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        Commerce.Order order = Shop.Order(quantity: 3);
        Intent change = host.Plan(order, await host.TransformAsync(order, sale), sale).Single();
        string version = (await host.SendAsync(change, Token)).Targets.Single().Written!.Version;
        (await host.SendAsync(change, Token)).Targets.Single().Written!.Version.Should().Be(version);
    }

    [Fact]
    public async Task A_deposited_receipt_cannot_be_changed_until_the_deposit_is_undone()
    {
        await using Host host = await Host.StartAsync();
        Ledger.LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        string deposit = host.Company.Deposit("SalesReceipt", sale.DestinationId);
        Commerce.Order order = Shop.Order(quantity: 3);
        Failure held = (await SendAsync()).Targets.Single().Failure!;
        held.Code.Should().Be("quickbooks.deposited", "trap 29");
        held.Kind.Should().Be(FailureKind.Permanent);
        held.Message.Should().Contain("order 1042");
        held.Remedy.Should().Contain("deposit");
        CurableCodes.All.Should().Contain(held.Code);
        host.Company.Delete("Deposit", deposit);
        (await SendAsync()).Targets.Single().Written!.Total.Should().Be(59.70m);

        async Task<WriteAnswer> SendAsync()
        {
            Intent ask = host.Plan(order, await host.TransformAsync(order, sale), sale).Single();
            sale = sale with { Version = (await host.Destination.LookUpAsync(host.Books, ask, Token)).Targets.Single().Written!.Version };
            return await host.SendAsync(host.Plan(order, await host.TransformAsync(order, sale), sale).Single(), Token);
        }
    }

    [Fact]
    public void Every_code_that_is_curable_is_one_that_a_fault_has_and_its_dead_letter_says_what_to_do_in_QuickBooks()
    {
        ILookup<string, Failure> failures = QuickBooksFaults.Codes
            .Select(code => QuickBooksFaults.For(new VendorFault(code, "", "", "")))
            .ToLookup(failure => failure.Code);
        foreach (string code in CurableCodes.All.Except(["quickbooks.customer-missing", "quickbooks.item-missing"]))
        {
            failures[code].Should().NotBeEmpty(code);
            failures[code].Should().OnlyContain(failure => failure.Remedy.Contains("retry", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_page_on_dead_letters_lists_every_code_with_its_numbers()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "dead-letters.md")))
        {
            folder = folder.Parent;
        }

        string[] page = File.ReadAllLines(Path.Combine(folder!.FullName, "docs", "dead-letters.md"));
        foreach (int code in QuickBooksFaults.Codes)
        {
            string slug = QuickBooksFaults.For(new VendorFault(code, "", "", "")).Code;
            string line = page.Should().ContainSingle(candidate => candidate.StartsWith($"| `{slug}` |", StringComparison.Ordinal), slug).Which;
            line.Split('|')[2].Split(',', StringSplitOptions.TrimEntries).Should().Contain(code.ToString(CultureInfo.InvariantCulture));
            line.Contains('↻', StringComparison.Ordinal).Should().Be(CurableCodes.All.Contains(slug), slug);
        }
    }

    [Fact]
    public void Half_a_character_in_an_answer_is_left_out()
    {
        string note = """{"PrivateNote":"back\\\\slash \\\\ud83d whole \ud83d\ude00 cut \ud83d"}""";
        SyncKit.QuickBooks.Api.Json.TryParse(Encoding.UTF8.GetBytes(note), out System.Text.Json.JsonElement root).Should().BeTrue();
        SyncKit.QuickBooks.Api.Json.Text(root, "PrivateNote").Should().Be("back\\\\slash \\\\ud83d whole \ud83d\ude00 cut ");
    }
}
