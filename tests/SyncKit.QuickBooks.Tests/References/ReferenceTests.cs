using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.References;

public class ReferenceTests
{
    private static OrderReferences Of(Order order) => new(order, new QuickBooksSettings());

    private static Order By(string first, string last, string email, string? id = "812") =>
        Shop.Order(email: email) with { Customer = new OrderCustomer { Id = id, FirstName = first, LastName = last, Email = email } };

    private static async Task<ReferenceAnswer> CustomerAsync(Host host, Order order) => (await host.ResolveAsync([Of(order).Customer])).Single();

    [Fact]
    public async Task A_customer_is_found_by_e_mail_whatever_the_case()
    {
        await using Host host = await Host.StartAsync();
        string id = host.Company.AddCustomer("Somebody Else", "ANA@example.com");
        (await CustomerAsync(host, Shop.Order())).Resolved!.Id.Should().Be(id);
        host.Company.Writes.Should().Be(0);
    }

    [Theory]
    [InlineData("Vendor")]
    [InlineData("Employee")]
    public async Task A_name_that_a_vendor_or_employee_has_gets_the_shops_id(string entity)
    {
        await using Host host = await Host.StartAsync();
        host.Company.Add(entity, entity == "Vendor" ? """{"DisplayName":"ana diaz"}""" : """{"DisplayName":"ana diaz","GivenName":"ana","FamilyName":"diaz"}""");
        (await CustomerAsync(host, Shop.Order())).Resolved.Should().NotBeNull();
        host.Customers.Should().Equal("Ana Diaz (WC-812)");
    }

    [Fact]
    public async Task A_namesake_with_another_address_is_somebody_else()
    {
        await using Host host = await Host.StartAsync();
        string other = host.Company.AddCustomer("Ana Diaz", "other@example.com");
        (await CustomerAsync(host, By("Ana", "Diaz", "ana@example.com", id: null))).Resolved!.Id.Should().NotBe(other);
        host.Customers.Should().BeEquivalentTo("Ana Diaz", "Ana Diaz (ana@example.com)");
    }

    [Fact]
    public async Task Two_namesakes_in_one_round_get_names_of_their_own()
    {
        await using Host host = await Host.StartAsync();
        IReadOnlyList<ReferenceAnswer> answers = await host.ResolveAsync(
            [Of(By("John", "Smith", "a@x.example", "1")).Customer, Of(By("John", "Smith", "b@x.example", "2")).Customer]);
        answers.Select(answer => answer.Resolved!.Id).Should().OnlyHaveUniqueItems();
        host.Customers.Should().BeEquivalentTo("John Smith", "John Smith (WC-2)");
    }

    [Fact]
    public async Task An_inactive_customer_is_not_used_again()
    {
        await using Host host = await Host.StartAsync();
        string gone = host.Company.AddCustomer("Ana Diaz", "ana@example.com");
        host.Company.Inactivate("Customer", gone);
        (await CustomerAsync(host, Shop.Order())).Resolved!.Id.Should().NotBe(gone);
    }

    [Theory]
    [InlineData("John", "O'Neill")]
    [InlineData("  John ", "  \\ van  der  Berg ")]
    public async Task Apostrophes_backslashes_and_spaces_are_found_again(string first, string last)
    {
        await using Host host = await Host.StartAsync();
        string id = (await CustomerAsync(host, By(first, last, ""))).Resolved!.Id;
        await using Host next = await Host.StartAsync();
        string known = next.Company.AddCustomer(host.Customers.Single());
        (await CustomerAsync(next, By(first, last, ""))).Resolved!.Id.Should().Be(known);
        next.Customers.Should().ContainSingle();
        id.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Several_customers_of_one_address_give_the_oldest_or_hold()
    {
        await using Host host = await Host.StartAsync();
        string oldest = host.Company.AddCustomer("One", "ana@example.com");
        host.Company.AddCustomer("Two", "ana@example.com");
        (await CustomerAsync(host, Shop.Order())).Resolved!.Id.Should().Be(oldest);

        await using Host holding = await Host.StartAsync(settings: "\"ambiguousCustomer\":\"Hold\"");
        holding.Company.AddCustomer("One", "ana@example.com");
        holding.Company.AddCustomer("Two", "ana@example.com");
        Failure failure = (await CustomerAsync(holding, Shop.Order())).Failure!;
        failure.Code.Should().Be("quickbooks.ambiguous-customer");
        failure.Message.Should().Contain("One, Two");
    }

    [Fact]
    public async Task An_order_that_names_nobody_goes_to_the_guest_customer()
    {
        await using Host host = await Host.StartAsync();
        await CustomerAsync(host, By("", "", "not an address"));
        host.Customers.Should().Equal("Online customer");
    }

    [Fact]
    public async Task Items_are_found_by_sku_then_by_name_and_made_when_missing()
    {
        await using Host host = await Host.StartAsync();
        string bySku = host.Company.AddItem("Another name", "ts-m");
        string byName = host.Company.AddItem("Mug 'XL'");
        OrderReferences references = Of(Shop.Order());
        Dictionary<string, string> ids = (await host.ResolveAsync(
            [references.Item("TS-M", "T-Shirt"), references.Item("", "mug  'xl'"), references.Item("NEW", "Mug 'XL'"), references.Item("", "Cap:Red")]))
            .ToDictionary(answer => answer.Reference.Key, answer => answer.Resolved!.Id);

        ids["sku:ts-m"].Should().Be(bySku);
        ids["name:mug 'xl'"].Should().Be(byName);
        host.Items.Should().Contain("Cap Red");
        ids.Values.Distinct().Should().HaveCount(3, "an item without a SKU is the product of that name");
    }

    [Fact]
    public async Task An_item_of_the_same_name_with_another_sku_is_another_product()
    {
        await using Host host = await Host.StartAsync();
        host.Company.AddItem("Mug", "A");
        await host.ResolveAsync([Of(Shop.Order()).Item("B", "Mug")]);
        host.Items.Should().BeEquivalentTo("Mug", "Mug (B)");
    }

    [Fact]
    public async Task A_payment_method_is_found_or_left_out_but_never_made()
    {
        await using Host host = await Host.StartAsync();
        Order visa = Shop.Order() with { Payment = new OrderPayment { Title = "visa" } };
        Order cod = Shop.Order() with { Payment = new OrderPayment { Title = "Cash on delivery" } };
        (await host.ResolveAsync([Of(visa).PaymentMethod!])).Single().Resolved!.Id.Should().NotBe(ReferenceKinds.None);
        (await host.ResolveAsync([Of(cod).PaymentMethod!])).Single().Resolved!.Id.Should().Be(ReferenceKinds.None);
        host.Company.Writes.Should().Be(0);
        await host.PostAsync(cod);
    }

    [Fact]
    public async Task An_account_that_is_not_there_parks_the_connection()
    {
        await using Host host = await Host.StartAsync(settings: "\"depositAccount\":\"Chequing\"");
        TransformResult<QuickBooksDocument> result = await host.TransformAsync(Shop.Order());
        result.Refusal!.Kind.Should().Be(FailureKind.NeedsAttention);
        result.Refusal.Message.Should().Contain("Chequing");
    }

    [Fact]
    public async Task Settings_accounts_are_used()
    {
        await using Host host = await Host.StartAsync(settings: "\"depositAccount\":\"checking\",\"discountAccount\":\"Discounts given\"");
        await host.PostAsync(Shop.Order() with { Lines = [Shop.Line(30m, 2, subtotal: 40m)], Total = 30m });
        string id = host.Company.Documents("SalesReceipt").Single().Id;
        host.Company.Find("SalesReceipt", id).Should().Contain($"\"DepositToAccountRef\":{{\"value\":\"{host.Company.AccountId("Checking")}\"");
    }

    [Fact]
    public async Task The_same_creations_have_the_same_request_id()
    {
        await using Host host = await Host.StartAsync();
        await CustomerAsync(host, Shop.Order());
        await using Host other = await Host.StartAsync();
        await CustomerAsync(other, Shop.Order());
        other.Sent.Single().RequestId.Should().Be(host.Sent.Single().RequestId).And.HaveLength(32);
    }

    [Fact]
    public void Queries_escape_apostrophes_and_take_thirty_values()
    {
        Query.Quoted("O'Neill \\").Should().Be("'O\\'Neill \\\\'");
        Query.In("Item", "Sku", Enumerable.Range(0, 61).Select(i => $"S{i}")).Should().HaveCount(3);
    }
}
