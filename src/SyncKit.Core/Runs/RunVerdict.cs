namespace SyncKit.Runs;

/// <summary>What is to become of a run after its host worked on it: it ends, or it is given back.</summary>
internal sealed record RunVerdict(RunEnd? End, RunRelease? Release)
{
    public static RunVerdict Ended(RunState state, RunProgress progress, string message = "") =>
        new(new RunEnd { State = state, Progress = progress, Message = message }, null);

    public static RunVerdict Failed(RunProgress progress, string message) => Ended(RunState.Failed, progress, message);

    public static RunVerdict GivenBack(RunState state, RunProgress progress, DateTimeOffset turn) => new(null, new RunRelease(state, progress, turn));
}
