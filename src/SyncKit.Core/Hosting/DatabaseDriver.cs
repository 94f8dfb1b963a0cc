namespace SyncKit.Hosting;

/// <summary>Takes from the storage what is due, as every other host of it does.</summary>
internal sealed class DatabaseDriver(LaneLoop lanes, RunLoop runs, ScheduleLoop schedules) : IWorkDriver
{
    public Task RunAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(lanes.RunAsync(stoppingToken), runs.RunAsync(stoppingToken), schedules.RunAsync(stoppingToken));
}
