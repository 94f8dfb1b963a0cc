namespace SyncKit.Sqlite.Writing;

internal sealed class PendingWrite<T>(Func<Session, T> write, CancellationToken cancellationToken) : PendingWrite
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? fault;

    public Task<T> Task => answer.Task;

    public override bool TryRun(Session session)
    {
        try
        {
            result = write(session);
            fault = null;
            return true;
        }
        catch (Exception cause)
        {
            fault = cause;
            return false;
        }
    }

    public override void Answer()
    {
        if (fault is null)
        {
            answer.TrySetResult(result!);
        }
        else
        {
            answer.TrySetException(fault);
        }
    }

    public override void Fail(Exception cause) => answer.TrySetException(fault ?? cause);

    public override bool TryCancel() => cancellationToken.IsCancellationRequested && answer.TrySetCanceled(cancellationToken);
}
