using Microsoft.Extensions.DependencyInjection;
using SyncKit.Hosting;
using SyncKit.Orleans.Lanes;
using SyncKit.SiloHost.Hosting;

namespace SyncKit.Orleans.Tests.Hosting;

public sealed class ReminderTests
{
    private static readonly TickStatus Tick = new(DateTime.UnixEpoch, TimeSpan.FromMinutes(1), DateTime.UnixEpoch);

    [Fact]
    public async Task A_lane_with_work_has_a_reminder_until_it_was_quiet_for_a_while()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 1 }, HasReminders = true };
        await cluster.StartAsync("one");
        IGrainFactory grains = cluster["one"].GetRequiredService<IGrainFactory>();
        IReminderTable table = cluster["one"].GetRequiredService<IReminderTable>();
        ILaneGrain lane = grains.GetGrain<ILaneGrain>(MemoryCluster.Lane(1));

        await cluster.ReceiveAsync("one", 1, "order");

        await MemoryCluster.UntilAsync(() => RemindersAsync().Result == 1, "the lane has a reminder");
        for (int tick = 0; tick < 3; tick++)
        {
            await lane.AsReference<IRemindable>().ReceiveReminder(LaneGrain.Reminder, Tick, TestContext.Current.CancellationToken);
        }

        (await RemindersAsync()).Should().Be(0);

        async Task<int> RemindersAsync() => (await table.ReadRows(lane.GetGrainId())).Reminders.Count;
    }

    [Fact]
    public async Task A_reminder_alone_gets_a_lane_worked_on()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 1 }, HasReminders = true };
        await cluster.StartAsync("one", builder => builder.Services.Configure<SyncKitOptions>(options => options.RunInBackground = false));
        ILaneGrain lane = cluster["one"].GetRequiredService<IGrainFactory>().GetGrain<ILaneGrain>(MemoryCluster.Lane(1));
        await cluster.ReceiveAsync("one", 1, "order");

        await lane.AsReference<IRemindable>().ReceiveReminder(LaneGrain.Reminder, Tick, TestContext.Current.CancellationToken);
        cluster.Booked(1).Should().BeEmpty("nobody speaks of the lane");
        await lane.AsReference<IRemindable>().ReceiveReminder(LaneGrain.Reminder, Tick, TestContext.Current.CancellationToken);

        await MemoryCluster.UntilAsync(() => cluster.Booked(1).Count == 1, "the order is booked");
    }
}
