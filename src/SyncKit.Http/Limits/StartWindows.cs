namespace SyncKit.Http;

/// <summary>All windows of one account. A plain request counts in the windows without a class, a classed one in its own as well.</summary>
internal sealed class StartWindows(RateLimits limits)
{
    // A snapshot's age is read with another machine's clock: this much of it is not believed.
    private static readonly TimeSpan ClockDistrust = TimeSpan.FromSeconds(5);

    private readonly StartWindow[] _windows = [.. limits.Windows.Select(w => new StartWindow(w, limits.Stretched(w)))];

    public void Count(string? requestClass, TimeSpan at)
    {
        foreach (var window in _windows)
        {
            if (window.Class is null || window.Class == requestClass)
            {
                window.Add(at, 1);
            }
        }
    }

    /// <summary>The earliest start the windows of one class allow; with no class, those in which every request counts.</summary>
    public TimeSpan NextStart(string? requestClass)
    {
        var next = TimeSpan.MinValue;
        foreach (var window in _windows)
        {
            if (window.Class == requestClass && window.NextStart > next)
            {
                next = window.NextStart;
            }
        }

        return next;
    }

    public string Export(IReadOnlyCollection<string?> upcoming, TimeSpan now, DateTimeOffset wallClock, TimeSpan pauseLeft) =>
        UsageSnapshot.Write(_windows, upcoming, now, wallClock, pauseLeft);

    /// <summary>Adds a snapshot's starts.</summary>
    /// <returns>How much of its pause is left.</returns>
    public TimeSpan Import(UsageSnapshot usage, TimeSpan now, DateTimeOffset wallClock)
    {
        var passed = wallClock - usage.TakenAt - ClockDistrust;
        passed = passed > TimeSpan.Zero ? passed : TimeSpan.Zero;
        foreach (var start in usage.Starts)
        {
            foreach (var window in _windows)
            {
                if (window.Class == start.RequestClass)
                {
                    window.Add(now - start.Age - passed, start.Count);
                }
            }
        }

        return usage.PauseLeft - passed;
    }
}
