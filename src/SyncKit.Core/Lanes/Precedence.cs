using SyncKit.Inbox;
using SyncKit.Intents;

namespace SyncKit.Lanes;

/// <summary>
/// Lets calls that can wait out one by one, as soon as the account's limits have room for each, and none any more once something more urgent has come into the
/// lane: a webhook does not wait for the rest of a back-fill's batch.
/// </summary>
/// <param name="session">The lane.</param>
/// <param name="batch">What the lane works on.</param>
/// <param name="time">The clock.</param>
internal sealed class Precedence(LaneSession session, IReadOnlyCollection<InboxItem> batch, TimeProvider time)
{
    /// <summary>How often it is asked whether something more urgent came in, while a call waits for its account.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<(long, int)> own = [.. batch.Select(item => (item.Sequence, item.Revision))];
    private volatile bool isOver;

    /// <summary>Whether the rest of the batch gives way.</summary>
    public bool IsOver => isOver;

    /// <summary>Waits until a call may go out.</summary>
    /// <param name="intent">The call.</param>
    /// <param name="priority">The most urgent of what it carries.</param>
    /// <param name="isStopped">Whether nothing goes out any more for another reason.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it goes out; when not, it never will.</returns>
    public async Task<bool> PassesAsync(Intent intent, ChangePriority priority, Func<bool> isStopped, CancellationToken cancellationToken)
    {
        if (priority == ChangePriority.Live)
        {
            return true;
        }

        while (!isStopped())
        {
            if (isOver || await HasMoreUrgentAsync(priority, cancellationToken).ConfigureAwait(false))
            {
                isOver = true;
                return false;
            }

            TimeSpan wait = session.TimeToStart(intent);
            if (wait <= TimeSpan.Zero)
            {
                return true;
            }

            await Task.Delay(wait < Look ? wait : Look, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<bool> HasMoreUrgentAsync(ChangePriority priority, CancellationToken cancellationToken)
    {
        // What is more urgent stands in front; the batch's own may stand there until they are settled.
        int urgentOfOwn = batch.Count(item => item.Change.Priority < priority);
        IReadOnlyList<InboxItem> front = await session.PeekAsync(urgentOfOwn + 1, cancellationToken).ConfigureAwait(false);
        return front.Any(item => item.Change.Priority < priority && !own.Contains((item.Sequence, item.Revision)));
    }
}
