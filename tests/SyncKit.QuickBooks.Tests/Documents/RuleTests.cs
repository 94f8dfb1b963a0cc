using SyncKit.Commerce;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Documents;

/// <summary>Which document, number, due date, customer and item an order gets.</summary>
public class RuleTests
{
    private static readonly QuickBooksSettings Rules = new()
    {
        Documents =
        [
            new DocumentRule { Name = "samples", MaxTotal = 1m, Post = PostedAs.Skip },
            new DocumentRule { PaymentMethods = ["COD"], Post = PostedAs.Invoice },
            new DocumentRule { CustomerRoles = ["wholesale"], MinTotal = 100m, Post = PostedAs.InvoiceAndPayment },
            new DocumentRule { Name = "guests", CustomerRoles = ["guest"], Statuses = ["completed", "cancelled"] },
        ],
    };

    [Theory]
    [InlineData("stripe", "customer", "812", 1, "processing", PostedAs.Skip, "samples", "rule-samples")]
    [InlineData("cod", "customer", "812", 50, "processing", PostedAs.Invoice, "2", "")]
    [InlineData("stripe", "Wholesale", "812", 100, "processing", PostedAs.InvoiceAndPayment, "3", "")]
    [InlineData("stripe", "Wholesale", "812", 99, "processing", PostedAs.Skip, "", "no-rule")]
    [InlineData("stripe", "", null, 50, "completed", PostedAs.SalesReceipt, "guests", "")]
    [InlineData("stripe", "", null, 50, "processing", PostedAs.Skip, "", "no-rule")]
    [InlineData("cod", "", null, 50, "failed", PostedAs.Skip, "", "status-failed")]
    [InlineData("stripe", "", null, 50, "cancelled", PostedAs.SalesReceipt, "guests", "")]
    [InlineData("cod", "", null, 50, "trash", PostedAs.Skip, "", "trash")]
    public void The_first_rule_that_an_order_meets_decides(
        string method, string role, string? customer, int total, string status, PostedAs post, string rule, string skip)
    {
        Order order = Shop.Order(price: total, quantity: 1) with
        {
            Status = status,
            Payment = new OrderPayment { Method = method },
            Customer = new OrderCustomer { Id = customer, Role = role },
        };
        DocumentChoice choice = DocumentRules.Choose(order, Rules);
        (choice.Post, choice.Rule, choice.SkipRule).Should().Be((post, rule, skip));
    }

    [Fact]
    public void The_plan_names_the_rule_and_an_invoice_has_its_term()
    {
        Desk desk = new() { Settings = """{"realmId":"9341450","term":"Net 30","documents":[{"name":"all","post":"InvoiceAndPayment"}]}""" };
        desk.Settle(Shop.Order());
        desk.Drafts.Select(draft => draft.Rule).Should().Equal("all", "all");
        desk.Sent("sale").Text("DueDate").Should().Be("2026-12-20");
        desk.Sent("sale").Ref("SalesTermRef").Should().Be("Net 30");
    }

    [Theory]
    [InlineData("2026-11-10", "15", "0", "2026-11-15")]
    [InlineData("2026-11-20", "15", "0", "2026-12-15")]
    [InlineData("2026-11-10", "15", "10", "2026-12-15")]
    [InlineData("2027-01-31", "31", "5", "2027-02-28")]
    public void A_term_can_name_a_day_of_the_month(string day, string dayOfMonth, string nextMonthDays, string due)
    {
        ResolvedReference term = new(
            "term", "t", "1", new Dictionary<string, string> { ["dayOfMonthDue"] = dayOfMonth, ["dueNextMonthDays"] = nextMonthDays }, Shop.Now);
        DueDate.Of(DateOnly.ParseExact(day, "yyyy-MM-dd", null), term).ToString("yyyy-MM-dd", null).Should().Be(due);
    }

    [Fact]
    public void Numbers_follow_their_patterns()
    {
        QuickBooksSettings settings = new() { DocNumberPrefix = "W-", DocNumber = "{prefix}{id}/{number}", RefundNumber = "R{refund}-{number}" };
        Order order = Shop.Order() with { Number = "A7" };
        DocumentNumbers.OfSale(order, settings).Should().Be("W-1042/A7");
        DocumentNumbers.OfRefund(order, Shop.Refund("17", 1m), settings).Should().Be("R17-A7");
    }

    [Fact]
    public void A_customer_is_chosen_by_role_account_or_for_all()
    {
        QuickBooksSettings settings = new()
        {
            Customers = CustomerChoice.GuestsTogether,
            GuestCustomer = "Web guests",
            CustomersByRole = new Dictionary<string, string> { ["Staff"] = "Staff sales" },
        };
        Reference staff = CustomerReference.Of(Shop.Order() with { Customer = new OrderCustomer { Id = "1", Role = "staff", Email = "a@b.co" } }, settings);
        (staff.Key, staff.Details[Detail.IsMapped], staff.Details[Detail.Setting]).Should().Be(("map:staff sales|USD", "true", "customersByRole"));
        Reference guest = CustomerReference.Of(Shop.Order() with { Customer = new OrderCustomer { Email = "a@b.co" } }, settings);
        (guest.Key, guest.Details[Detail.Email]).Should().Be(("name:web guests|USD", ""));
        CustomerReference.Of(Shop.Order(), settings).Key.Should().Be("email:ana@example.com|USD");
        CustomerReference.Of(Shop.Order() with { Currency = "EUR" }, settings with { Customers = CustomerChoice.One }).Key.Should().Be("name:web guests|EUR");
    }

    [Theory]
    [InlineData(ItemMatch.SkuThenName, VariationItem.Own, "TS-M", "sku:ts-m")]
    [InlineData(ItemMatch.Name, VariationItem.Own, "TS-M", "name:t-shirt m")]
    [InlineData(ItemMatch.Sku, VariationItem.Own, "", "name:t-shirt m")]
    [InlineData(ItemMatch.SkuThenName, VariationItem.Parent, "TS-M", "name:t-shirt")]
    [InlineData(ItemMatch.SkuThenName, VariationItem.Parent, "MAP-1", "map:mapped item")]
    public void An_item_is_named_as_the_settings_say(ItemMatch match, VariationItem variations, string sku, string key)
    {
        QuickBooksSettings settings = new()
        {
            ItemMatch = match, Variations = variations, ItemMap = new Dictionary<string, string> { ["map-1"] = "Mapped item" },
        };
        Order order = Shop.Order() with { Lines = [Shop.Line(1m, sku: sku) with { ParentName = "T-Shirt" }] };
        new ItemReferences(order, settings).Of(order.Lines[0]).Key.Should().Be(key);
    }

    [Fact]
    public void Documents_are_outlined_with_the_numbers_that_they_may_have()
    {
        Order order = Shop.Order() with { Refunds = [Shop.Refund("17", 5m)] };
        var outlines = new OrderTransformer().Outline(
            order, Shop.Bare("1042", """{"realmId":"9341450","docNumberPrefix":"W-","documents":[{"post":"InvoiceAndPayment"}]}"""));
        outlines.Select(outline => outline.Key).Should().Equal("sale", "payment", "refund:17");
        outlines[0].Numbers.Should().Equal("W-1042", "1042", "#1042");
        outlines[0].Kinds.Should().Equal("Invoice", "SalesReceipt");
        (outlines[0].Total, outlines[0].Marker, outlines[0].Customer, outlines[0].Email).Should().Be((39.80m, "woo:us-store/order/1042", "Ana Diaz", "ana@example.com"));
        (outlines[1].Total, outlines[1].CountsTowardsTotal).Should().Be((39.80m, false));
        (outlines[2].Total, outlines[2].Numbers[0]).Should().Be((-5m, "W-1042-R17"));
        new OrderTransformer().Outline(order with { Status = "trash" }, Shop.Bare("1042")).Should().BeEmpty();
    }
}
