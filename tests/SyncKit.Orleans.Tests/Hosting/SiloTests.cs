using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit.Hosting;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Proof;

namespace SyncKit.Orleans.Tests.Hosting;

public sealed class SiloTests
{
    [Fact]
    public async Task A_silo_polls_and_writes_by_itself()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 5, ShopOrders = 25 } };

        await cluster.StartAsync("one");

        for (int tenant = 1; tenant <= 5; tenant++)
        {
            int of = tenant;
            await MemoryCluster.UntilAsync(() => cluster.Booked(of).Count >= 25, $"the orders of tenant {of} are booked");
            cluster.Booked(of).Should().OnlyHaveUniqueItems().And.HaveCount(25);
        }

        cluster.Books.Crowded.Should().BeEmpty();
    }

    [Fact]
    public async Task What_comes_in_for_a_lane_is_written_one_after_the_other()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 1 } };
        await cluster.StartAsync("one");

        for (int order = 1; order <= 5; order++)
        {
            int count = order;
            await cluster.ReceiveAsync("one", 1, $"hook-{order}");
            await MemoryCluster.UntilAsync(() => cluster.Booked(1).Count == count, $"order {count} is booked");
        }
    }

    [Fact]
    public async Task A_lane_whose_books_hang_keeps_no_other_from_being_written()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 3 } };
        TaskCompletionSource answers = new();
        cluster.Books.BeforeWrite = lane => lane == MemoryCluster.Lane(1) ? answers.Task : Task.CompletedTask;
        await cluster.StartAsync("one");

        await cluster.ReceiveAsync("one", 1, "stuck");
        await cluster.ReceiveAsync("one", 2, "free");
        await cluster.ReceiveAsync("one", 3, "free");

        await MemoryCluster.UntilAsync(() => cluster.Booked(2).Count + cluster.Booked(3).Count == 2, "the others are booked");
        cluster.Booked(1).Should().BeEmpty();
        answers.SetResult();
        await MemoryCluster.UntilAsync(() => cluster.Booked(1).Count == 1, "the lane goes on");
    }

    [Fact]
    public async Task What_is_on_a_silo_that_stops_goes_on_at_once_on_another()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 40, Lease = TimeSpan.FromMinutes(5) } };
        await cluster.StartAsync("one");
        await cluster.StartAsync("two");
        cluster.Books.BeforeWrite = static _ => Task.Delay(20);
        for (int tenant = 1; tenant <= 40; tenant++)
        {
            await cluster.ReceiveAsync("one", tenant, [.. Enumerable.Range(1, 100).Select(order => $"order-{order}")]);
        }

        await MemoryCluster.UntilAsync(() => cluster.Booked(40).Count > 0, "work is under way");
        await cluster.StopAsync("two");

        await MemoryCluster.UntilAsync(
            () => Enumerable.Range(1, 40).All(tenant => cluster.Booked(tenant).Count >= 100), "everything is booked, with leases of five minutes");
        Enumerable.Range(1, 40).Should().AllSatisfy(tenant => cluster.Booked(tenant).Should().OnlyHaveUniqueItems());
        cluster.Books.Crowded.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_silo_the_start_fails_and_says_so()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new HostSettings()).AddSingleton<IProofBooks>(new MemoryBooks());
        builder.Services.AddSyncKit().UseInMemory().AddProof().RunOnOrleans();
        using IHost host = builder.Build();

        Func<Task> start = () => host.StartAsync(TestContext.Current.CancellationToken);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*UseOrleans*");
    }

    [Fact]
    public void The_cluster_drives_and_the_database_does_not_however_often_it_is_asked_for()
    {
        ServiceCollection services = new();

        services.AddSyncKit().RunOnOrleans().RunOnOrleans();

        services.Where(service => service.ServiceType == typeof(IWorkDriver)).Should().ContainSingle();
    }
}
