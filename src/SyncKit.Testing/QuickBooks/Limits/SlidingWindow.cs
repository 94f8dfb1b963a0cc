namespace SyncKit.Testing.QuickBooks.Limits;

/// <summary>How many calls fell into the span of time that ends now.</summary>
internal sealed class SlidingWindow(TimeSpan span)
{
    private readonly Queue<DateTimeOffset> calls = new();

    public int Count(DateTimeOffset now)
    {
        while (calls.TryPeek(out DateTimeOffset oldest) && now - oldest >= span)
        {
            calls.Dequeue();
        }

        return calls.Count;
    }

    public int Add(DateTimeOffset now)
    {
        calls.Enqueue(now);
        return Count(now);
    }
}
