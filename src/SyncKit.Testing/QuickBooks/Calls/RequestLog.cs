using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>The latest requests, so many that a test can look and so few that a long run does not fill the memory.</summary>
internal sealed class RequestLog
{
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<SimulatedRequest> latest = new();

    public int Count { get; private set; }

    public void Add(SimulatedRequest request)
    {
        lock (gate)
        {
            Count++;
            latest.Enqueue(request);
            if (latest.Count > Most)
            {
                latest.Dequeue();
            }
        }
    }

    public IReadOnlyList<SimulatedRequest> Latest()
    {
        lock (gate)
        {
            return [.. latest];
        }
    }
}
