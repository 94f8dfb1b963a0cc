namespace SyncKit.Orleans.Driving;

/// <summary>A number of places at which a silo works at once; who has waited longest is let in first.</summary>
/// <param name="count">How many.</param>
internal sealed class Places(int count)
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private int free = count;

    /// <summary>Whether somebody waits for a place.</summary>
    public bool IsCrowded
    {
        get
        {
            lock (gate)
            {
                return waiting.Any(place => !place.Task.IsCompleted);
            }
        }
    }

    /// <summary>How many places are free.</summary>
    public int Free
    {
        get
        {
            lock (gate)
            {
                return free;
            }
        }
    }

    /// <summary>Waits for a place; whoever got one leaves it with <see cref="Leave"/>.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource place;
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return;
            }

            place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(place);
        }

        CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(_ => place.TrySetCanceled(cancellationToken), null);
        await using (giveUp.ConfigureAwait(false))
        {
            await place.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Leaves a place to the next.</summary>
    public void Leave()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out TaskCompletionSource? next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            free++;
        }
    }
}
