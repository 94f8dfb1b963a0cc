using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Connections;
using SyncKit.Core.Tests.Runs;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Hosting;
using SyncKit.Runs;

namespace SyncKit.Core.Tests.Hosting;

public sealed class DriverTests
{
    private static readonly TenantId Other = new("other");
    private readonly Scene scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_driver_takes_the_place_of_the_database_and_is_told_to_stop()
    {
        WatchfulDriver driver = new();
        await using World.Host host = scene.Start(
            configure: options => options.RunInBackground = true,
            extend: builder => builder.Services.Replace(ServiceDescriptor.Singleton<IWorkDriver>(driver)));
        await Scene.ConnectAsync(host, Scene.Acme);
        scene.Shop.PutMany(3);

        await host.StartServicesAsync();
        await driver.Started.Task;
        scene.Time.Advance(TimeSpan.FromMinutes(2));
        await scene.Time.DriveAsync(host.StopServicesAsync());

        driver.HasEnded.Should().BeTrue();
        scene.Shop.RecordsSent.Should().Be(0, "nobody else drives");
    }

    [Fact]
    public async Task A_driver_finds_what_is_due_and_works_on_it_until_nothing_is()
    {
        await using World.Host host = await scene.StartConnectedAsync(null, Scene.Acme, Other);
        ScheduleWork schedules = host.Services.GetRequiredService<ScheduleWork>();
        RunWork runs = host.Services.GetRequiredService<RunWork>();
        LaneWork lanes = host.Services.GetRequiredService<LaneWork>();
        scene.Shop.PutMany(3);
        Task announcedRun = runs.Announced;
        Task announcedLane = lanes.Announced;

        (await schedules.ListTenantsAsync(Token)).Should().BeEquivalentTo([Scene.Acme, Other]);
        DateTimeOffset again = await schedules.FireAsync(Scene.Acme, Token);
        again.Should().BeAfter(scene.Time.GetUtcNow());
        announcedRun.IsCompleted.Should().BeTrue();
        DueRun due = (await runs.ListDueAsync(10, Token)).Should().ContainSingle("the other tenant's clock is its own").Which;
        due.Tenant.Should().Be(Scene.Acme);

        (await runs.WorkAsync(due, Token)).Should().BeTrue();
        (await runs.WorkAsync(due, Token)).Should().BeFalse("its turn is over");
        announcedLane.IsCompleted.Should().BeTrue();
        (await lanes.ListDueAsync(10, Token)).Should().Equal(Scene.Lane(Scene.Acme));

        (await scene.Time.DriveAsync(lanes.WorkAsync(Scene.Lane(Scene.Acme), Token))).Should().BeTrue();
        (await lanes.ListDueAsync(10, Token)).Should().BeEmpty();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_lane_that_somebody_holds_is_not_worked_on()
    {
        await using World.Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        await host.DiscoverAsync(Scene.Acme);
        await host.Lanes.AcquireLaneAsync(Scene.Lane(Scene.Acme), "somebody", TimeSpan.FromMinutes(1), Token);

        (await host.Services.GetRequiredService<LaneWork>().WorkAsync(Scene.Lane(Scene.Acme), Token)).Should().BeFalse();

        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().BeEmpty();
    }

    [Fact]
    public async Task Old_runs_are_dropped_in_the_background_whoever_drives()
    {
        await using World.Host host = scene.Start(
            configure: options => options.RunInBackground = true,
            extend: builder => builder.Services.Replace(ServiceDescriptor.Singleton<IWorkDriver>(new WatchfulDriver())));
        await Scene.ConnectAsync(host, Scene.Acme);
        for (int i = 0; i < 3; i++)
        {
            await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full });
            await RunHosts.WorkAsync(host);
        }

        scene.Time.Advance(TimeSpan.FromDays(31));
        await host.StartServicesAsync();
        async Task PrunedAsync()
        {
            while ((await host.Runs.ListAsync(Scene.Acme, new RunQuery(), Token)).Rows.Count > 1)
            {
                await Task.Yield();
            }
        }

        await scene.Time.DriveAsync(PrunedAsync());
        await scene.Time.DriveAsync(host.StopServicesAsync());
    }

    /// <summary>Does nothing until it is to stop.</summary>
    private sealed class WatchfulDriver : IWorkDriver
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasEnded { get; private set; }

        public async Task RunAsync(CancellationToken stoppingToken)
        {
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            HasEnded = true;
        }
    }
}
