using SyncKit.Discovery;
using SyncKit.Ledger;

namespace SyncKit.Runs;

/// <summary>Waits, a look at a time, until what a run brought in was worked on, so that its end says what became of it.</summary>
internal sealed class RunSettling(StreamCatalog streams, ILedger ledger)
{
    /// <summary>Lanes that wait for longer than this tell people themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public async Task<RunVerdict> RunAsync(RunSession session)
    {
        SyncRun run = session.Run;
        IReadOnlyList<BoundStream> all = await streams.ListAsync(run.Tenant, session.Held).ConfigureAwait(false);
        if (all.FirstOrDefault(bound => bound.Stream == run.Request.Stream) is not { } found)
        {
            return RunReader.Conclude(run.Progress, "Its flows were switched off before all was worked on.");
        }

        FlowCounts counts = await RunReader.CountAsync(ledger, found, session.Held).ConfigureAwait(false);
        TimeSpan waited = session.Now - run.Progress.ReadAt.GetValueOrDefault();
        RunProgress progress = run.Progress with { Held = Math.Max(0, counts.Dead - run.Progress.HeldBefore.GetValueOrDefault()) };
        if (counts.Waiting > 0 && waited < Patience)
        {
            TimeSpan wait = waited / 4;
            wait = wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
            return RunVerdict.GivenBack(RunState.Settling, progress, session.Now + wait);
        }

        return RunReader.Conclude(
            progress, counts.Waiting > 0 ? $"{counts.Waiting} changes still waited for their turn {Patience.TotalMinutes:0} minutes later." : string.Empty);
    }
}
