using Npgsql;

namespace SyncKit.PostgreSql.Wakeups;

/// <summary>
/// Tells all hosts that work came in, at most once in a short while however much comes. A hint: losing one costs a poll interval, never an item. It is sent
/// outside of the transactions that bring the work, because commits that notify wait for each other.
/// </summary>
internal sealed class WorkAnnouncer(PostgresDatabase database, TimeProvider time) : IAsyncDisposable, IDisposable
{
    /// <summary>The name under which hosts listen.</summary>
    public const string Channel = "synckit_work";

    private const string NotifySql = $"NOTIFY {Channel}";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private Task sending = Task.CompletedTask;
    private bool isAsked;

    /// <summary>Says that there is work; the caller does not wait for it.</summary>
    public void Announce()
    {
        lock (gate)
        {
            isAsked = true;
            if (sending.IsCompleted && !closing.IsCancellationRequested)
            {
                sending = Task.Run(SendAsync, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        Task last;
        lock (gate)
        {
            last = sending;
        }

        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    public void Dispose() => closing.Cancel();

    private async Task SendAsync()
    {
        while (TakeTurn())
        {
            try
            {
                await database.RepeatAsync(
                    (session, token) => session.ExecuteAsync(NotifySql, token), closing.Token).ConfigureAwait(false);
                await Task.Delay(Pause, time, closing.Token).ConfigureAwait(false);
            }
            catch (Exception unheard) when (unheard is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                // The hosts find the work when they poll.
            }
        }
    }

    private bool TakeTurn()
    {
        lock (gate)
        {
            bool asked = isAsked && !closing.IsCancellationRequested;
            isAsked = false;
            if (!asked)
            {
                sending = Task.CompletedTask;
            }

            return asked;
        }
    }
}
