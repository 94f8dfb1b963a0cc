using System.Text;
using SyncKit.Testing.QuickBooks.Snapshots;

namespace SyncKit.Testing.QuickBooks.Replay;

/// <summary>Successful writes by their request id, for as long as QuickBooks remembers them. Refusals are not remembered.</summary>
internal sealed class ReplayMemory(TimeSpan retention)
{
    private readonly Dictionary<string, RememberedAnswer> answers = new(StringComparer.Ordinal);
    private readonly Queue<(string RequestId, DateTimeOffset At)> order = new();

    public IReadOnlyList<AnswerSnapshot> Save() =>
        [.. order.Select(entry => new AnswerSnapshot(entry.RequestId, answers[entry.RequestId].Key, Encoding.UTF8.GetString(answers[entry.RequestId].Json), entry.At))];

    public void Load(IReadOnlyList<AnswerSnapshot> saved)
    {
        foreach (AnswerSnapshot answer in saved)
        {
            Remember(answer.RequestId, new RememberedAnswer(answer.Key, Encoding.UTF8.GetBytes(answer.Json), answer.AnsweredAt));
        }
    }

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
