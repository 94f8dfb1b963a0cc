using System.Globalization;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.References;

public class NamesakeTests
{
    private static readonly string[] FiveNames = ["Ana Diaz", "John Smith", "Wei Chen", "Mary O'Neill", "Sam Back\\slash"];

    private static OrderReferences Of(Order order) => new(order, new QuickBooksSettings());

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static Reference Buyer(string name, string email, string? id)
    {
        string[] parts = name.Split(' ');
        OrderCustomer buyer = new() { Id = id, FirstName = parts[0], LastName = parts[1], Email = email };
        return Of(Shop.Order(email: email) with { Customer = buyer }).Customer;
    }

    /// <summary>Every second one is registered in the shop.</summary>
    private static Reference[] Buyers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Buyer(FiveNames[i % 5], $"buyer{Number(i)}@example.com", i % 2 == 0 ? Number(i) : null))];

    [Fact]
    public async Task Two_hundred_fifty_buyers_of_five_names_are_made_in_few_calls_and_without_a_refused_name()
    {
        await using Host host = await Host.StartAsync();
        IReadOnlyList<ReferenceAnswer> answers = await host.ResolveAsync(Buyers(250));

        answers.Should().OnlyContain(answer => answer.Failure == null);
        answers.Select(answer => answer.Resolved!.Id).Distinct().Should().HaveCount(250);
        host.Customers.Distinct().Should().HaveCount(250);
        host.Sent.Should().HaveCount(9, "thirty customers go out at once, and none goes out twice");
        host.Company.BatchCalls.Should().BeLessThanOrEqualTo(12);
    }

    [Fact]
    public async Task Names_that_the_company_has_already_are_passed_over_without_a_refusal()
    {
        await using Host host = await Host.StartAsync();
        host.Company.AddCustomer("Ana Diaz");
        host.Company.Add("Vendor", """{"DisplayName":"Ana Diaz (WC-5)"}""");
        host.Company.Add("Vendor", """{"DisplayName":"John Smith"}""");
        string gone = host.Company.AddCustomer("Wei Chen");
        host.Company.Inactivate("Customer", gone);
        await host.ResolveAsync([Buyer("Ana Diaz", "a@example.com", "5"), Buyer("John Smith", "j@example.com", null), Buyer("Wei Chen", "w@example.com", null)]);

        host.Sent.Should().ContainSingle();
        host.Customers.Should().Contain(["Ana Diaz (a@example.com)", "John Smith (j@example.com)", "Wei Chen"]);
    }

    [Fact]
    public async Task Names_that_are_taken_in_between_give_way_in_two_rounds()
    {
        await using Host host = await Host.StartAsync();
        Reference[] buyers = Buyers(30);
        host.BeforeSend = () =>
        {
            host.BeforeSend = null;
            foreach (string name in FiveNames)
            {
                host.Company.Add("Vendor", JsonSerializer.Serialize(new Dictionary<string, string> { ["DisplayName"] = name }));
            }
        };
        (await host.ResolveAsync(buyers)).Should().OnlyContain(answer => answer.Failure == null);
        host.Sent.Select(intent => intent.Targets.Count).Should().Equal(30, 5);
    }

    [Fact]
    public void The_e_mail_address_comes_last_before_numbers_and_names_keep_their_length()
    {
        EntryNames.OfCustomer(Buyer("Ana Diaz", "a@example.com", "5")).Take(5).Should()
            .Equal("Ana Diaz", "Ana Diaz (WC-5)", "Ana Diaz (a@example.com)", "Ana Diaz (2)", "Ana Diaz (3)");
        EntryNames.OfCustomer(Buyer("Ana Diaz", "", null)).Take(2).Should().Equal("Ana Diaz", "Ana Diaz (2)");
        Reference item = Of(Shop.Order()).Item(new string('S', 90), new string('n', 100));
        EntryNames.OfItem(item).Take(4).Should().OnlyContain(name => name.Length <= 100).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Items_of_one_name_and_customers_share_the_calls_that_look_up_and_make()
    {
        await using Host host = await Host.StartAsync();
        OrderReferences order = Of(Shop.Order());
        await host.ResolveAsync([OrderReferences.Company, order.Customer, order.PaymentMethod!, order.Item("A", "Mug"), order.Item("B", "Mug"), order.Item("", "Cap")]);

        host.Items.Should().BeEquivalentTo("Mug", "Mug (B)", "Cap");
        host.Sent.Should().ContainSingle();
        host.Company.BatchCalls.Should().Be(2);
    }

    [Fact]
    public async Task Buyers_are_found_by_e_mail_whatever_the_case_and_with_apostrophes()
    {
        await using Host host = await Host.StartAsync();
        Dictionary<string, string> ids = [];
        for (int i = 0; i < 31; i++)
        {
            string email = $"Mary.O'Neill{Number(i)}@Example.com";
            ids[email.ToLowerInvariant()] = host.Company.AddCustomer($"Customer {Number(i)}", email);
        }

        IReadOnlyList<ReferenceAnswer> answers = await host.ResolveAsync([.. ids.Keys.Select(email => Buyer("Mary O'Neill", email, null))]);
        answers.Select(answer => answer.Resolved!.Id).Should().BeEquivalentTo(ids.Values);
        host.Company.Writes.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Shuffled_answers_to_queries_reach_the_look_up_that_asked(int seed)
    {
        await using Host host = await Host.StartAsync(settings: "\"depositAccount\":\"Checking\"", configure: options => options.Seed = seed);
        string customer = host.Company.AddCustomer("Somebody Else", "ana@example.com");
        string item = host.Company.AddItem("Another name", "TS-M");
        OrderReferences order = new(Shop.Order(), new QuickBooksSettings { DepositAccount = "Checking" });
        Reference shirt = order.Item("TS-M", "T-Shirt M");
        Dictionary<Reference, ReferenceAnswer> answers = (await host.ResolveAsync([OrderReferences.Company, order.Customer, shirt, order.DepositAccount!]))
            .ToDictionary(answer => answer.Reference);

        answers[order.Customer].Resolved!.Id.Should().Be(customer);
        answers[shirt].Resolved!.Id.Should().Be(item);
        answers[order.DepositAccount!].Resolved!.Id.Should().Be(host.Company.AccountId("Checking"));
        Company.Of(answers[OrderReferences.Company].Resolved!).HomeCurrency.Should().Be("USD");
    }

    [Fact]
    public async Task What_a_person_may_change_is_looked_up_anew_after_a_day()
    {
        await using Host host = await Host.StartAsync();
        OrderReferences known = Of(Shop.Order() with { Payment = new OrderPayment { Title = "Visa" } });
        OrderReferences unknown = Of(Shop.Order() with { Payment = new OrderPayment { Title = "Barter" } });
        Reference[] daily = [OrderReferences.Company, known.RefundAccount, known.PaymentMethod!, unknown.PaymentMethod!];
        IReadOnlyList<ReferenceAnswer> answers = await host.ResolveAsync([.. daily, known.Customer]);

        foreach (ReferenceAnswer answer in answers)
        {
            answer.Resolved!.IsExpired(Shop.Now.AddHours(23)).Should().BeFalse();
            answer.Resolved.IsExpired(Shop.Now.AddDays(1)).Should().Be(daily.Contains(answer.Reference), answer.Reference.Kind);
        }
    }

    [Fact]
    public async Task A_tax_code_is_looked_up_anew_after_a_day()
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Manual });
        host.Company.AddTaxCode("Nevada", 4.6m, 3.665m);
        OrderReferences order = new(Shop.Order(), new QuickBooksSettings { TaxCode = "Nevada" });
        ResolvedReference code = (await host.ResolveAsync([order.TaxCode!])).Single().Resolved!;
        code.IsExpired(Shop.Now.AddDays(1)).Should().BeTrue();
        code.Attributes["rates"].Should().Contain("4.6");
    }
}
