using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Scheduling;

namespace SyncKit.Core.Tests.Scheduling;

internal static class Schedules
{
    public static StreamId Stream { get; } = new(Scene.Source(Scene.Acme), "order");

    public static Schedule Every(TimeSpan interval, string name = "often") => new() { Name = name, Stream = Stream, Interval = interval };

    public static Schedule Cron(string cron, string zone = "UTC", string name = "nightly") =>
        new() { Name = name, Stream = Stream, Cron = cron, TimeZone = zone };

    public static QuietHours Quiet(string from, string to) => new(TimeOnly.Parse(from, null), TimeOnly.Parse(to, null));
}
