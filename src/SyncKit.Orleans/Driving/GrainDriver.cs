using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SyncKit.Hosting;
using SyncKit.Orleans.Lanes;
using SyncKit.Orleans.Schedules;
using SyncKit.Orleans.Streams;

namespace SyncKit.Orleans.Driving;

/// <summary>Lets the cluster's grains work, and tells those of this silo what is due.</summary>
internal sealed partial class GrainDriver(
    SiloWork silo,
    LaneScout lanes,
    StreamScout streams,
    ScheduleScout schedules,
    IOptions<SyncKitOptions> options,
    IOptions<ClusterMembershipOptions> membership,
    ILogger<GrainDriver> logger) : IWorkDriver
{
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        WarnOfSlowDetection();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, silo.Stopping);
        await silo.Active.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(lanes.RunAsync(either.Token), streams.RunAsync(either.Token), schedules.RunAsync(either.Token)).ConfigureAwait(false);
        await silo.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A dead silo's lanes wait for their leases to end and for the cluster to notice.</summary>
    private void WarnOfSlowDetection()
    {
        TimeSpan noticed = membership.Value.ProbeTimeout * membership.Value.NumMissedProbesLimit;
        if (noticed > options.Value.LeaseLife)
        {
            LogSlowDetection(noticed, options.Value.LeaseLife);
        }
    }

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "The cluster notices after {Noticed} that a silo is dead, but its leases end after {LeaseLife}: its lanes wait for the former. Lower "
            + "ClusterMembershipOptions.ProbeTimeout or NumMissedProbesLimit.")]
    private partial void LogSlowDetection(TimeSpan noticed, TimeSpan leaseLife);
}
