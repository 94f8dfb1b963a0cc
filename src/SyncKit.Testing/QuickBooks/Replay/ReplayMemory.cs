namespace SyncKit.Testing.QuickBooks.Replay;

/// <summary>Successful writes by their request id, for as long as QuickBooks remembers them. Refusals are not remembered.</summary>
internal sealed class ReplayMemory(TimeSpan retention)
{
    private readonly Dictionary<string, RememberedAnswer> answers = new(StringComparer.Ordinal);
    private readonly Queue<(string RequestId, DateTimeOffset At)> order = new();

    public RememberedAnswer? Find(string? requestId, DateTimeOffset now)
    {
        while (order.TryPeek(out (string RequestId, DateTimeOffset At) oldest) && now - oldest.At >= retention)
        {
            order.Dequeue();
            answers.Remove(oldest.RequestId);
        }

        return requestId is null ? null : answers.GetValueOrDefault(requestId);
    }

    public void Remember(string? requestId, RememberedAnswer answer)
    {
        if (requestId is not null && answers.TryAdd(requestId, answer))
        {
            order.Enqueue((requestId, answer.AnsweredAt));
        }
    }
}
