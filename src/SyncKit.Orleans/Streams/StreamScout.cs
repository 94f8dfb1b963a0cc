using Microsoft.Extensions.Logging;
using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Placement;
using SyncKit.Runs;

namespace SyncKit.Orleans.Streams;

/// <summary>Tells the streams of this silo which of their runs are due, and works on those that their silos neglect.</summary>
internal sealed class StreamScout(RunWork runs, SiloWork silo, Homes homes, IGrainFactory grains, TimeProvider time, ILogger<Scout> logger)
{
    private readonly Neglect<DueRun> neglect = new(silo.Runs, time);

    public Task RunAsync(CancellationToken stoppingToken) => new Scout(time, logger).RunAsync(() => runs.Announced, LookAsync, stoppingToken);

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<DueRun> due = await runs.ListDueAsync(Scout.Most, stoppingToken).ConfigureAwait(false);
        Func<GrainId, bool> isHome = homes.Of(StreamGrain.Type);
        foreach (DueRun run in neglect.Keep(due))
        {
            IStreamGrain grain = grains.GetGrain<IStreamGrain>(StreamKey.Of(run));
            if (isHome(grain.GetGrainId()))
            {
                await grain.PokeAsync(run.Id).ConfigureAwait(false);
            }
            else
            {
                neglect.Take(run, () => silo.Start(
                    grain.GetGrainId(), silo.Runs, token => runs.WorkAsync(run, token), static () => { }, CancellationToken.None));
            }
        }
    }
}
