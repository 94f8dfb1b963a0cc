using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>What QuickBooks refuses because of its own state is posted once that state is mended, and nobody has to retry it.</summary>
[Collection(WholePathCollection.Name)]
public sealed class CauseGoneTests
{
    private const string Closed = "quickbooks.books-closed";

    private static readonly TimeSpan LaneLook = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task A_receipt_in_a_deposit_is_changed_once_the_deposit_is_undone()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = await SoldAsync(world);
        string deposit = merchant.Company.Deposit("SalesReceipt", merchant.Company.Documents("SalesReceipt").Single().Id);
        AddFee(merchant, id);
        await HeldAsync(world, "quickbooks.deposited");

        merchant.Company.Delete("Deposit", deposit);

        await PostedAsync(world);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closed_books_take_the_order_once_they_are_open(bool withPassword)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        await SoldAsync(world);
        merchant.Company.CloseBooks(new DateOnly(2026, 12, 31), withPassword);
        merchant.Sell(1);
        await HeldAsync(world, Closed);

        merchant.Company.CloseBooks(null);

        await PostedAsync(world);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Books_that_were_closed_when_they_were_first_looked_at_are_looked_at_anew(bool byAPerson)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        merchant.Company.CloseBooks(new DateOnly(2026, 12, 31));
        long id = merchant.Sell(1)[0];
        await HeldAsync(world, Closed);
        merchant.Company.Count("SalesReceipt").Should().Be(0);

        merchant.Company.CloseBooks(null);

        if (byAPerson)
        {
            await world.RetryAsync(id);
            await world.AgreesAsync();
        }
        else
        {
            await PostedAsync(world);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_of_an_item_that_was_made_inactive_is_changed_once_it_is_active_or_there_anew(bool recreated)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = await SoldAsync(world);
        string inactive = IdOf(merchant.Company, "Item", "Mug");
        merchant.Company.Inactivate("Item", inactive);
        AddFee(merchant, id);
        await HeldAsync(world, "quickbooks.reference-gone");

        if (recreated)
        {
            merchant.Company.AddItem("Mug", "MUG");
        }
        else
        {
            Activate(merchant.Company, "Item", inactive, "Name", "Mug");
        }

        await PostedAsync(world);
        merchant.Company.Items.Count(item => item.Name == "Mug").Should().Be(1, "no second one was made");
    }

    [Fact]
    public async Task A_customer_that_a_setting_names_and_that_is_inactive_takes_the_order_once_it_is_active()
    {
        await using World world = await World.StartAsync(new WorldOptions { Books = ""","customersByRole":{"guest":"Web sales"}""" });
        Merchant merchant = world.Merchant;
        string customer = merchant.Company.AddCustomer("Web sales");
        await SoldAsync(world);
        merchant.Company.Inactivate("Customer", customer);
        merchant.Sell(1);
        await HeldAsync(world, "quickbooks.customer-missing");

        Activate(merchant.Company, "Customer", customer, "DisplayName", "Web sales");

        await PostedAsync(world);
        merchant.Company.Documents("SalesReceipt").Should().HaveCount(2).And.OnlyContain(receipt => receipt.CustomerName == "Web sales");
    }

    [Fact]
    public async Task A_receipt_keeps_a_customer_that_was_made_inactive()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = await SoldAsync(world);
        merchant.Company.Inactivate("Customer", IdOf(merchant.Company, "Customer", "Nora Winter 1"));

        AddFee(merchant, id);
        await world.SyncAsync();

        merchant.Company.Customers.Should().ContainSingle();
        await world.AgreesAsync();
    }

    [Theory]
    [InlineData("quickbooks.subscription")]
    [InlineData("quickbooks.access-lost")]
    public async Task A_connection_that_may_not_write_is_tried_again_after_a_quarter_of_an_hour(string code)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        await SoldAsync(world);
        Break(merchant.Company, code, broken: true);
        merchant.Sell(1);
        await world.SyncAsync();
        (await StatusAsync(world)).State.Should().Be(ConnectionState.NeedsAttention);
        (await StatusAsync(world)).Code.Should().Be(code);
        (await world.DeadAsync()).Should().BeEmpty("no order is to blame");
        merchant.Company.Count("SalesReceipt").Should().Be(1);

        Break(merchant.Company, code, broken: false);
        world.Clock.Advance(LaneLook);
        await world.DrainAsync();

        merchant.Company.Count("SalesReceipt").Should().Be(2);
        (await StatusAsync(world)).State.Should().Be(ConnectionState.Connected);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_cause_that_persists_stays_held_and_is_told_of_once()
    {
        await using World world = await World.StartAsync();
        await SoldAsync(world);
        world.Merchant.Company.CloseBooks(new DateOnly(2026, 12, 31));
        world.Merchant.Sell(1);
        await HeldAsync(world, Closed);

        for (int time = 1; time <= 3; time++)
        {
            (await world.RecheckAsync()).Should().Be(1);
        }

        (await world.DeadAsync()).Should().ContainSingle().Which.Code.Should().Be(Closed);
        world.Merchant.Company.Count("SalesReceipt").Should().Be(1);
        (await world.CountAsync()).AreConserved.Should().BeTrue();
    }

    [Fact]
    public async Task A_host_that_works_by_itself_tries_again_without_a_call()
    {
        await using World world = await World.StartAsync(new WorldOptions
        {
            Engine = static engine =>
            {
                engine.RunInBackground = true;
                engine.RecheckInterval = TimeSpan.FromMinutes(3);
            },
        });
        world.Merchant.Company.CloseBooks(new DateOnly(2026, 12, 31));
        world.Merchant.Sell(1);
        await world.UntilAsync(async () => (await world.DeadAsync()).Count == 1);

        world.Merchant.Company.CloseBooks(null);

        await world.UntilAsync(async () => await world.CountAsync() is { Dead: 0, Waiting: 0 });
        await world.AgreesAsync();
    }

    private static void Break(SimulatedCompany company, string code, bool broken)
    {
        if (code == "quickbooks.subscription")
        {
            company.LapseSubscription(broken);
        }
        else
        {
            company.LoseUserAccess(broken);
        }
    }

    private static async Task<long> SoldAsync(World world)
    {
        long id = world.Merchant.Sell(1)[0];
        await world.SyncAsync();
        world.Merchant.Company.Count("SalesReceipt").Should().Be(1);
        return id;
    }

    private static void AddFee(Merchant merchant, long id) =>
        merchant.Store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));

    private static string IdOf(SimulatedCompany company, string entity, string name) => company.Listed(entity).Single(each => each.Name == name).Id;

    private static void Activate(SimulatedCompany company, string entity, string id, string member, string name) => company.Edit(entity, id, json =>
    {
        json["Active"] = true;
        json[member] = name;
    });

    private static async Task HeldAsync(World world, string code)
    {
        await world.SyncAsync();
        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        dead.Code.Should().Be(code);
        dead.Message.Should().NotBeEmpty();
        dead.Remedy.Should().NotBeEmpty();
    }

    private static async Task PostedAsync(World world)
    {
        (await world.RecheckAsync()).Should().Be(1);
        (await world.DeadAsync()).Select(dead => dead.Message).Should().BeEmpty();
        await world.AgreesAsync();
    }

    private static async Task<ConnectionStatus> StatusAsync(World world) =>
        (await world.Host.Connections.FindAsync(world.Merchant.Books, TestContext.Current.CancellationToken))!.Status;
}
