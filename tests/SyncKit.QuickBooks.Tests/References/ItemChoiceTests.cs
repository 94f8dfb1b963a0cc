using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.References;

public class ItemChoiceTests
{
    private static async Task<ReferenceAnswer> OneAsync(Host host, Reference reference) => (await host.ResolveAsync([reference])).Single();

    [Fact]
    public async Task By_SKU_only_a_product_of_the_same_name_is_another_and_one_without_SKU_goes_to_the_catch_all()
    {
        await using Host host = await Host.StartAsync(settings: "\"itemMatch\":\"Sku\",\"catchAllItem\":\"Various\"");
        string named = host.Company.AddItem("Mug");
        string various = host.Company.AddItem("Various");
        string bySku = host.Company.AddItem("Cup", "C-1");
        IReadOnlyList<ReferenceAnswer> answers = await host.ResolveAsync([Ref.Product("Mug", "M-1"), Ref.Product("Mug"), Ref.Product("Another cup", "C-1")]);
        string[] ids = [.. answers.OrderBy(answer => answer.Reference.Key, StringComparer.Ordinal).Select(answer => answer.Resolved!.Id)];
        ids[0].Should().Be(various, "it has no SKU");
        ids[1].Should().Be(bySku);
        ids[2].Should().NotBe(named);
        host.Items.Should().Contain("Mug (M-1)");
    }

    [Fact]
    public async Task By_name_only_the_SKU_does_not_count()
    {
        await using Host host = await Host.StartAsync(settings: "\"itemMatch\":\"Name\"");
        host.Company.AddItem("Cup", "M-1");
        string named = host.Company.AddItem("Mug", "OTHER");
        (await OneAsync(host, Ref.Product("Mug", "M-1"))).Resolved!.Id.Should().Be(named);
    }

    [Fact]
    public async Task Without_leave_to_make_items_lines_go_to_the_catch_all_for_a_day()
    {
        await using Host host = await Host.StartAsync(settings: "\"createItems\":false,\"catchAllItem\":\"Various\"");
        string various = host.Company.AddItem("Various");
        ResolvedReference found = (await OneAsync(host, Ref.Product("Mug", "M-1"))).Resolved!;
        found.Id.Should().Be(various);
        found.IsExpired(Shop.Now.AddDays(1)).Should().BeTrue("the product may get an item of its own");
        host.Company.Writes.Should().Be(0);
    }

    [Theory]
    [InlineData("\"createItems\":false", "M-1", "createItems")]
    [InlineData("\"itemMatch\":\"Sku\"", "", "SKU")]
    [InlineData("\"createItems\":false,\"catchAllItem\":\"Nowhere\"", "M-1", "catchAllItem")]
    public async Task A_product_that_has_no_item_holds_its_order_and_says_what_to_do(string settings, string sku, string told)
    {
        await using Host host = await Host.StartAsync(settings: settings);
        Failure failure = (await OneAsync(host, Ref.Product("Mug", sku))).Failure!;
        failure.Code.Should().Be("quickbooks.item-missing");
        failure.Kind.Should().Be(FailureKind.Permanent);
        (failure.Message + failure.Remedy).Should().Contain(told);
        host.Company.Writes.Should().Be(0);
    }

    [Fact]
    public async Task A_catch_all_that_is_missing_is_made_once_for_all_products()
    {
        await using Host host = await Host.StartAsync(settings: "\"itemMatch\":\"Sku\",\"catchAllItem\":\"Various\",\"itemType\":\"Service\"");
        IReadOnlyList<ReferenceAnswer> answers = await host.ResolveAsync([Ref.Product("Mug"), Ref.Product("Cup")]);
        answers.Should().HaveCount(2);
        answers.Select(answer => answer.Resolved!.Id).Distinct().Should().ContainSingle();
        host.Items.Should().Equal("Various");
        host.Company.Find("Item", answers[0].Resolved!.Id).Should().Contain("\"Type\":\"Service\"");
    }

    [Theory]
    [InlineData("Gift box")]
    [InlineData("id")]
    [InlineData("Boxes:Gift box")]
    public async Task A_mapped_item_is_found_by_name_full_name_or_id(string named)
    {
        await using Host host = await Host.StartAsync();
        string parent = host.Company.Add("Item", """{"Name":"Boxes","Type":"Category"}""");
        string income = host.Company.AccountId("Sales");
        string id = host.Company.Add("Item", $$$"""{"Name":"Gift box","Type":"Service","IncomeAccountRef":{"value":"{{{income}}}"},"SubItem":true,"ParentRef":{"value":"{{{parent}}}"}}""");
        (await OneAsync(host, Ref.Mapped(ReferenceKinds.Item, named == "id" ? id : named, "itemMap"))).Resolved!.Id.Should().Be(id);
        host.Company.Writes.Should().Be(0);
    }

    [Fact]
    public async Task A_mapped_item_that_is_missing_or_inactive_is_never_made()
    {
        await using Host host = await Host.StartAsync();
        host.Company.Inactivate("Item", host.Company.AddItem("Old box"));
        (await OneAsync(host, Ref.Mapped(ReferenceKinds.Item, "Old box", "itemMap"))).Failure!.Message.Should().Contain("inactive");
        Failure missing = (await OneAsync(host, Ref.Mapped(ReferenceKinds.Item, "No box", "itemMap"))).Failure!;
        missing.Code.Should().Be("quickbooks.item-missing");
        missing.Kind.Should().Be(FailureKind.Permanent);
        host.Company.Writes.Should().Be(0);
    }

    [Fact]
    public async Task Trap_41_a_category_never_stands_on_a_line()
    {
        await using Host host = await Host.StartAsync();
        string category = host.Company.Add("Item", """{"Name":"Mugs","Type":"Category"}""");
        Failure failure = (await OneAsync(host, Ref.Mapped(ReferenceKinds.Item, "Mugs", "itemMap"))).Failure!;
        failure.Code.Should().Be("quickbooks.item-type");
        failure.Message.Should().Contain("category");
        (await OneAsync(host, Ref.Product("Mugs"))).Resolved!.Id.Should().NotBe(category);
    }

    [Fact]
    public async Task Trap_41_what_is_made_has_no_stock_properties()
    {
        await using Host host = await Host.StartAsync();
        string id = (await OneAsync(host, Ref.Product("Mug", "M-1"))).Resolved!.Id;
        host.Company.Find("Item", id).Should().Contain("\"Type\":\"NonInventory\"").And.NotContain("\"QtyOnHand\"").And.NotContain("AssetAccountRef");
    }

    [Fact]
    public async Task Trap_15_an_inactive_item_twin_is_neither_used_nor_in_the_way()
    {
        await using Host host = await Host.StartAsync();
        string gone = host.Company.AddItem("Mug", "M-1");
        host.Company.Inactivate("Item", gone);
        (await OneAsync(host, Ref.Product("Mug", "M-1"))).Resolved!.Id.Should().NotBe(gone);
        host.Items.Should().BeEquivalentTo("Mug (deleted)", "Mug");
    }
}
