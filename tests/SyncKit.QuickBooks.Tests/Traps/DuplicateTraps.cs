using SyncKit.Commerce;
using SyncKit.Connectors;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.QuickBooks.Tests.References;
using SyncKit.QuickBooks.Webhooks;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Traps 11 to 18: duplicates and idempotency.</summary>
public class DuplicateTraps
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CompanyOptions Us => new() { TaxEngine = TaxEngine.Automated };

    private static Order By(string id, string first, string last, string sku = "TS-M", string product = "T-Shirt M") => Shop.Order(id, email: "") with
    {
        Customer = new OrderCustomer { Id = "812", FirstName = first, LastName = last },
        Lines = [Shop.Line(39.80m, 2, sku: sku, name: product)],
    };

    [Fact]
    public async Task Trap_11_A_lost_answer_is_resent_under_the_same_request_id_and_nothing_is_doubled()
    {
        await using Host host = await Host.StartAsync();
        Intent intent = await host.AskAsync(Shop.Order());
        host.Simulator.Faults.OnCall(1, Fault.CommitThenDrop());
        (await host.SendAsync(intent, Token)).Failure!.Kind.Should().Be(FailureKind.Uncertain);
        (await host.SendAsync(intent, Token)).Targets.Single().Written!.Total.Should().Be(39.80m);
        host.Company.Count("SalesReceipt").Should().Be(1);
        SimulatedRequest[] writes = [.. host.Simulator.Requests.Where(request => request.Path.EndsWith("/salesreceipt", StringComparison.Ordinal))];
        writes.Should().HaveCount(2).And.OnlyContain(request => request.Query["requestid"].ToString().Length > 0);
        writes.TakeLast(2).Select(request => request.Query["requestid"].ToString()).Distinct().Should().Equal(intent.RequestId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trap_12_A_number_alone_says_nothing_whether_QuickBooks_warns_of_duplicates_or_not(bool warns)
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, WarnDuplicateDocNumber = warns });
        string byHand = host.Company.Add("SalesReceipt", $$$"""
            {"DocNumber":"1042","CustomerRef":{"value":"{{{host.Company.AddCustomer("Somebody")}}}"},
             "Line":[{"DetailType":"SalesItemLineDetail","Amount":39.80,"SalesItemLineDetail":{"ItemRef":{"value":"{{{host.Company.AddItem("Mug")}}}"},"TaxCodeRef":{"value":"NON"} } }]}
            """);
        string before = host.Company.Find("SalesReceipt", byHand)!;
        Intent intent = await host.AskAsync(Shop.Order());
        TargetAnswer answer = (await host.SendAsync(intent, Token)).Targets.Single();
        WrittenDocument? found = (await host.Destination.LookUpAsync(host.Books, intent, Token)).Targets.Single().Written;
        if (warns)
        {
            answer.Failure!.Code.Should().Be("quickbooks.number-taken");
            found.Should().BeNull("a document of somebody else is not adopted for its number");
        }
        else
        {
            found!.Id.Should().Be(answer.Written!.Id).And.NotBe(byHand);
        }

        host.Company.Find("SalesReceipt", byHand).Should().Be(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trap_13_Numbers_are_sent_only_where_the_company_takes_them_and_the_check_says_which(bool custom)
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, CustomTxnNumbers = custom });
        Intent intent = await host.AskAsync(Shop.Order());
        System.Text.Encoding.UTF8.GetString(intent.Content.Span).Contains("DocNumber", StringComparison.Ordinal).Should().Be(custom);
        (await host.Get<IConnector>().CheckAsync(host.Books, Token)).Single(finding => finding.Setting == "docNumberPrefix")
            .Message.Should().Contain(custom ? "uses its own document numbers" : "Custom transaction numbers are off");
    }

    [Theory]
    [InlineData("Vendor")]
    [InlineData("Employee")]
    public async Task Trap_14_A_name_that_somebody_else_took_after_the_look_up_gives_way_to_a_suffix(string entity)
    {
        await using Host host = await Host.StartAsync();
        bool once = false;
        host.BeforeSend = () =>
        {
            if (!once)
            {
                once = true;
                host.Company.Add(entity, """{"DisplayName":"Ana Diaz","GivenName":"Ana","FamilyName":"Diaz","PrimaryEmailAddr":{"Address":"ana@example.com"}}""");
            }
        };
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        host.Customers.Should().Equal("Ana Diaz (WC-812)");
        host.Booked(sale).GetProperty("CustomerRef").GetProperty("value").GetString().Should().Be(host.Company.Customers.Single().Id);
    }

    [Fact]
    public async Task Trap_15_Inactive_twins_are_neither_used_nor_in_the_way_and_one_that_becomes_inactive_is_looked_up_anew()
    {
        await using Host host = await Host.StartAsync();
        string customer = host.Company.AddCustomer("Ana Diaz", "ana@example.com");
        string item = host.Company.AddItem("T-Shirt M", "TS-M");
        host.Company.Inactivate("Customer", customer);
        host.Company.Inactivate("Item", item);
        LedgerDocument sale = (await host.PostAsync(Shop.Order("1"))).Single();
        string used = host.Booked(sale).GetProperty("CustomerRef").GetProperty("value").GetString()!;
        used.Should().NotBe(customer);
        host.Items.Should().BeEquivalentTo("T-Shirt M (deleted)", "T-Shirt M");

        host.Company.Inactivate("Customer", used);
        TargetAnswer refused = (await host.SendAsync(await host.AskAsync(Shop.Order("2")), Token)).Targets.Single();
        refused.Failure!.Kind.Should().Be(FailureKind.Stale, "references that are gone are forgotten and looked up anew");
        refused.Failure.Code.Should().Be("quickbooks.reference-gone");
        (await AnewAsync(host, Ref.Buyer("Ana Diaz", "ana@example.com"))).Id.Should().NotBe(customer).And.NotBe(used);
    }

    [Theory]
    [InlineData("Love's", "Travel Stops")]
    [InlineData("Buc-ee's", "\\ 'n Co")]
    public async Task Trap_16_An_apostrophe_stays_in_the_name_and_is_found_again(string first, string last)
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(By("1", first, last, sku: "", product: "Kid's T-Shirt"));
        host.Customers.Should().Equal($"{first} {last}");
        host.Items.Should().Equal("Kid's T-Shirt");
        int writes = host.Company.Writes;
        (await AnewAsync(host, Ref.Buyer($"{first} {last}"))).Id.Should().Be(host.Company.Customers.Single().Id);
        (await AnewAsync(host, Ref.Product("Kid's T-Shirt"))).Id.Should().Be(host.Company.Items.Single().Id);
        host.Company.Writes.Should().Be(writes);
    }

    [Fact]
    public async Task Trap_17_Spaces_around_and_within_a_name_do_not_make_another()
    {
        await using Host host = await Host.StartAsync();
        string customer = host.Company.AddCustomer("Ana van Berg");
        string item = host.Company.AddItem("T-Shirt M", "TS-M");
        LedgerDocument sale = (await host.PostAsync(By("1", "  Ana ", " van   Berg\t", sku: " TS-M ", product: " T-Shirt  M"))).Single();
        host.Company.Customers.Select(each => each.Id).Should().Equal(customer);
        host.Company.Items.Select(each => each.Id).Should().Equal(item);
        host.Booked(sale).GetProperty("CustomerRef").GetProperty("value").GetString().Should().Be(customer);
    }

    [Fact]
    public async Task Trap_18_The_echo_of_our_own_write_is_told_from_a_persons_edit()
    {
        await using Host host = await Host.StartAsync(Us);
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        EchoFilter.IsEcho(Reported(host), sale).Should().BeTrue();
        EchoFilter.IsEcho((await ChangeAsync(host)).Version, sale).Should().BeTrue();

        host.Time.Advance(TimeSpan.FromMinutes(1));
        host.Company.Edit("SalesReceipt", sale.DestinationId, document => document["TxnDate"] = "2026-11-19");
        EchoFilter.IsEcho(Reported(host), sale).Should().BeFalse();
        EchoFilter.IsEcho((await ChangeAsync(host)).Version, sale).Should().BeFalse();
    }

    private static QuickBooksEvent Reported(Host host) =>
        QuickBooksWebhook.Read(host.Company.TakeWebhookDelivery("verifier")!.Body).Events.Single(each => each.Entity == "SalesReceipt");

    private static async Task<SyncKit.Delivery.BookedDocument> ChangeAsync(Host host)
    {
        List<SyncKit.Delivery.BookedDocument> changes = [];
        await foreach (var part in ((IBooks)host.Destination).ListChangesAsync(host.Books, Shop.Now, Token))
        {
            changes.AddRange(part);
        }

        return changes.Single();
    }

    /// <summary>Looks a reference up as a lane does that does not know it.</summary>
    private static async Task<ResolvedReference> AnewAsync(Host host, Reference reference)
    {
        DeliveryContext context = new(host.Books, host.SendAsync, host.Time.GetUtcNow());
        return (await host.Destination.ResolveAsync(context, [reference], Token)).Single().Resolved!;
    }
}
