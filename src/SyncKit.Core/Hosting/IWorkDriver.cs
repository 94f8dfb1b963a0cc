namespace SyncKit.Hosting;

/// <summary>
/// Decides which of the lanes, runs and schedules of all tenants this host works on, and when. By default every host takes from the storage what is due;
/// a cluster may place the work instead. Whoever drives, the storage's leases decide who may work on what.
/// </summary>
/// <remarks>The one that is registered last drives. It finds what there is to do, and does it, with <see cref="LaneWork"/>, <see cref="RunWork"/> and <see cref="ScheduleWork"/>.</remarks>
public interface IWorkDriver
{
    /// <summary>Drives until the host stops. Called once, where <see cref="SyncKitOptions.RunInBackground"/> is on.</summary>
    /// <param name="stoppingToken">Tells to take no more and to give back what is held.</param>
    /// <returns>Completes when nothing that it started runs any more.</returns>
    Task RunAsync(CancellationToken stoppingToken);
}
