namespace SyncKit.Testing.Loopback;

/// <summary>The latest requests, so many that a test can look and so few that a long run does not fill the memory.</summary>
internal sealed class RequestLog
{
    private const int Most = 10_000;
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<SimulatedRequest> latest = new();
    private long bytes;

    public int Count { get; private set; }

    public void Add(SimulatedRequest request)
    {
        lock (gate)
        {
            Count++;
            latest.Enqueue(request);
            bytes += request.Body.Length;
            while (latest.Count > Most || (bytes > MostBytes && latest.Count > 1))
            {
                bytes -= latest.Dequeue().Body.Length;
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
