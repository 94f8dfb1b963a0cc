namespace SyncKit.Http;

/// <summary>A vendor's limit: at most <see cref="Permits"/> request starts in any stretch of time of <see cref="Length"/>.</summary>
public sealed record RateWindow
{
    /// <summary>Describes a limit.</summary>
    /// <param name="permits">Request starts allowed in one window, at least 1.</param>
    /// <param name="length">The window's length, more than zero and at most a day.</param>
    /// <param name="requestClass">The class of requests that count, or <see langword="null"/> when all do.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RateWindow(int permits, TimeSpan length, string? requestClass = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TimeSpan.FromDays(1));
        if (requestClass is not null && !RateLimits.IsClassName(requestClass))
        {
            throw new ArgumentOutOfRangeException(nameof(requestClass), requestClass, "A request class is letters, digits and dashes.");
        }

        Permits = permits;
        Length = length;
        RequestClass = requestClass;
    }

    /// <summary>Request starts allowed in one window.</summary>
    public int Permits { get; }

    /// <summary>The window's length.</summary>
    public TimeSpan Length { get; }

    /// <summary>The class of requests that count, or <see langword="null"/> when all do.</summary>
    public string? RequestClass { get; }
}
