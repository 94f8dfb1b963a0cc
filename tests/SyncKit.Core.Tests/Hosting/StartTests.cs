using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Flows;
using SyncKit.Hosting;

namespace SyncKit.Core.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public Task No_storage_fails_the_start() => ShouldFailAsync(_ => { }, "SyncKit has no storage: call UseSqlite*");

    [Fact]
    public Task Two_storages_fail_the_start() => ShouldFailAsync(
        kit => kit.UseInMemory().Services.AddSingleton(new StorageChoice("SQLite")),
        "SyncKit has several storages (memory, SQLite)*");

    [Fact]
    public Task A_flow_without_its_source_fails_the_start() => ShouldFailAsync(
        kit => kit.UseInMemory().AddFlow<Order>("orders", flow => flow.From("shop").To("books")),
        "The flow 'orders' reads order records from 'shop', but no such source*");

    [Fact]
    public Task A_flow_without_its_transformer_fails_the_start() => ShouldFailAsync(
        kit =>
        {
            kit.Services.AddSingleton<Shops>();
            kit.UseInMemory().AddSource<Order, ShopSource>("shop").AddFlow<Order>("orders", flow => flow.From("shop").To("books"));
        },
        "The flow 'orders' writes order records to 'books', but nothing turns them*");

    [Fact]
    public void A_flow_says_from_where_and_to_where()
    {
        Action noSource = () => new ServiceCollection().AddSyncKit().AddFlow<Order>("orders", flow => flow.To("books"));
        noSource.Should().Throw<ArgumentException>().WithMessage("*From(*");
        Action noDestination = () => new ServiceCollection().AddSyncKit().AddFlow<Order>("orders", flow => flow.From("shop"));
        noDestination.Should().Throw<ArgumentException>().WithMessage("*To(*");
    }

    [Fact]
    public void Two_different_flows_of_one_name_are_refused()
    {
        Flow flow = new("orders", "order", "shop", "books");
        new FlowCatalog([flow, flow with { }]).All.Should().ContainSingle();
        Action make = () => _ = new FlowCatalog([flow, flow with { To = "tables" }]);
        make.Should().Throw<InvalidOperationException>().WithMessage("Two flows are called 'orders'*");
    }

    [Fact]
    public void Options_out_of_range_are_named_with_their_bounds()
    {
        ValidateOptionsResult result = new SyncKitOptionsValidator().Validate(
            null, new SyncKitOptions { LaneBatch = 0, LeaseLife = TimeSpan.Zero, Jitter = null! });
        result.Failures.Should().HaveCount(3);
        result.FailureMessage.Should().Contain("SyncKitOptions.LaneBatch is 0; it must be between 1 and 10000.");
        new SyncKitOptionsValidator().Validate(null, new SyncKitOptions()).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Waits_double_to_an_hour_and_half_of_each_is_chance()
    {
        Backoff.AfterAttempt(1, 1).Should().Be(TimeSpan.FromSeconds(5));
        Backoff.AfterAttempt(1, 0).Should().Be(TimeSpan.FromSeconds(2.5));
        Backoff.AfterAttempt(4, 1).Should().Be(TimeSpan.FromSeconds(40));
        Backoff.AfterAttempt(1000, 1).Should().Be(TimeSpan.FromHours(1));
        Backoff.AfterAttempt(3, 7).Should().Be(Backoff.AfterAttempt(3, 1));
    }

    private static async Task ShouldFailAsync(Action<SyncKitBuilder> build, string sentence)
    {
        ServiceCollection services = new();
        services.AddLogging();
        build(services.AddSyncKit(options => options.RunInBackground = false));
        await using ServiceProvider provider = services.BuildServiceProvider();
        Func<Task> start = () => provider.GetServices<IHostedService>().OfType<StartupCheck>().Single().StartAsync(TestContext.Current.CancellationToken);
        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage(sentence);
    }
}
