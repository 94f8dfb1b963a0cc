using System.ComponentModel.DataAnnotations;

namespace SyncKit.Http;

/// <summary>When calls to one account on one host are refused unsent, because the last ones failed. No account opens another's breaker.</summary>
public sealed class BreakerOptions
{
    /// <summary>The share of failed attempts that opens the breaker, more than 0 and at most 1.</summary>
    /// <value>0.5 by default.</value>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Attempts within <see cref="Sampling"/> below which the breaker stays closed, whatever became of them.</summary>
    /// <value>10 by default.</value>
    [Range(2, 10_000)]
    public int MinimumAttempts { get; set; } = 10;

    /// <summary>The stretch of time looked at.</summary>
    /// <value>60 seconds by default.</value>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan Sampling { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long calls are refused before one may try again.</summary>
    /// <value>30 seconds by default.</value>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(30);
}
