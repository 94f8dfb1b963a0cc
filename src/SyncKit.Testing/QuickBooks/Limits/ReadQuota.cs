namespace SyncKit.Testing.QuickBooks.Limits;

/// <summary>The month's metered reads of the whole app.</summary>
internal sealed class ReadQuota(QuickBooksLimits limits)
{
    private readonly Lock gate = new();
    private (int Year, int Month) month;
    private int used;

    public bool IsUsedUp(DateTimeOffset now)
    {
        lock (gate)
        {
            Turn(now);
            return limits.ReadsPerMonth is { } most && used >= most;
        }
    }

    public void Count(DateTimeOffset now, int reads)
    {
        lock (gate)
        {
            Turn(now);
            used += reads;
        }
    }

    private void Turn(DateTimeOffset now)
    {
        if (month != (now.Year, now.Month))
        {
            month = (now.Year, now.Month);
            used = 0;
        }
    }
}
