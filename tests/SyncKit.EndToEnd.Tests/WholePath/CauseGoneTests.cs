using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>What QuickBooks refuses because of its own state is posted once that state is mended, by a host that works by itself.</summary>
[Collection(WholePathCollection.Name)]
public sealed class CauseGoneTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Recheck = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LaneLook = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task A_receipt_in_a_deposit_is_changed_once_the_deposit_is_undone()
    {
        await using World world = await StartAsync();
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
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        await SoldAsync(world);
        merchant.Company.CloseBooks(new DateOnly(2026, 12, 31), withPassword);
        merchant.Sell(1);
        await HeldAsync(world, "quickbooks.books-closed");

        merchant.Company.CloseBooks(null);

        await PostedAsync(world);
    }

    [Theory]
    [InlineData("Item", "Mug")]
    [InlineData("Customer", "Nora Winter 1")]
    public async Task A_document_of_something_that_was_made_inactive_is_changed_once_it_is_active(string entity, string name)
    {
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        long id = await SoldAsync(world);
        string inactive = merchant.Company.Listed(entity).Single(each => each.Name == name).Id;
        merchant.Company.Inactivate(entity, inactive);
        AddFee(merchant, id);
        await HeldAsync(world, "quickbooks.reference-gone");

        merchant.Company.Edit(entity, inactive, json =>
        {
            json["Active"] = true;
            json[entity == "Item" ? "Name" : "DisplayName"] = name;
        });

        await PostedAsync(world);
        merchant.Company.Listed(entity).Count(each => each.Name.StartsWith(name, StringComparison.Ordinal)).Should().Be(1, "no second one was made");
    }

    [Theory]
    [InlineData("quickbooks.subscription")]
    [InlineData("quickbooks.access-lost")]
    public async Task A_connection_that_may_not_write_is_tried_again_after_a_quarter_of_an_hour(string code)
    {
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        await SoldAsync(world);
        Break(merchant.Company, code, broken: true);
        merchant.Sell(1);
        await world.UntilAsync(async () => (await StatusAsync(world)).State == ConnectionState.NeedsAttention, Soon);
        (await StatusAsync(world)).Code.Should().Be(code);
        (await world.DeadAsync()).Should().BeEmpty("no order is to blame");
        merchant.Company.Count("SalesReceipt").Should().Be(1);

        Break(merchant.Company, code, broken: false);

        await world.UntilAsync(() => Task.FromResult(merchant.Company.Count("SalesReceipt") == 2), LaneLook + Soon);
        await world.UntilAsync(async () => (await StatusAsync(world)).State == ConnectionState.Connected, Soon);
        await AgreesAsync(world);
    }

    private static Task<World> StartAsync() => World.StartAsync(new WorldOptions
    {
        Engine = static engine =>
        {
            engine.RunInBackground = true;
            engine.RecheckInterval = Recheck;
        },
    });

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
        await world.UntilAsync(async () => (await world.CountAsync()).Written == 1, Soon);
        return id;
    }

    private static void AddFee(Merchant merchant, long id) =>
        merchant.Store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));

    private static async Task HeldAsync(World world, string code)
    {
        await world.UntilAsync(async () => (await world.DeadAsync()).Count == 1, Soon);
        LedgerRecord dead = (await world.DeadAsync()).Single();
        dead.Code.Should().Be(code);
        dead.Message.Should().NotBeEmpty();
        dead.Remedy.Should().NotBeEmpty();
    }

    private static async Task PostedAsync(World world)
    {
        await world.UntilAsync(async () => await world.CountAsync() is { Dead: 0, Waiting: 0 }, Recheck + Soon);
        await AgreesAsync(world);
    }

    private static async Task AgreesAsync(World world)
    {
        await world.UntilAsync(async () => (await world.CountAsync()).Waiting == 0, Soon);
        await world.AgreesAsync();
    }

    private static async Task<ConnectionStatus> StatusAsync(World world) =>
        (await world.Host.Connections.FindAsync(world.Merchant.Books, TestContext.Current.CancellationToken))!.Status;
}
