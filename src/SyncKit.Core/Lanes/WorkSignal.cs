namespace SyncKit.Lanes;

/// <summary>Wakes this host's lanes when work came in. A hint: losing it costs a poll interval, never an item.</summary>
internal sealed class WorkSignal
{
    private TaskCompletionSource raised = New();

    /// <summary>Completes when <see cref="Raise"/> is called after this was read.</summary>
    public Task Raised => Volatile.Read(ref raised).Task;

    public void Raise() => Interlocked.Exchange(ref raised, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
