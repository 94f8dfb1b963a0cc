using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace SyncKit.Http;

/// <summary>How a connector's calls are timed, retried, broken off and held to the vendor's limits.</summary>
public sealed class HttpResilienceOptions
{
    /// <summary>Everything one call may take, waits and retries included.</summary>
    /// <value>5 minutes by default.</value>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What one attempt may take, from its first byte out to its last byte in. At most <see cref="TotalTimeout"/>.</summary>
    /// <value>100 seconds by default.</value>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Attempts after the first. Only safe methods and requests marked with <see cref="RequestMarks.WithIdempotencyKey"/> get any.</summary>
    /// <value>3 by default.</value>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>The wait before the first retry; each next one doubles, and between half and all of it is waited, by <see cref="Jitter"/>.</summary>
    /// <value>1 second by default.</value>
    [TimeRange("00:00:00.001", "00:10:00")]
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait a call sits through. What the vendor wants waited beyond that goes back to the caller as
    /// <see cref="HttpFault.Wait"/>, because pausing is the caller's work.
    /// </summary>
    /// <value>30 seconds by default.</value>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an account pauses after a 429 that names no wait.</summary>
    /// <value>60 seconds by default, as Intuit asks.</value>
    [TimeRange("00:00:00.001", "01:00:00")]
    public TimeSpan ThrottlePause { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest answer read, in bytes after decompression.</summary>
    /// <value>32 MiB by default.</value>
    [Range(1024, 1 << 30)]
    public int MaxAnswerBytes { get; set; } = 32 << 20;

    /// <summary>
    /// Whether calls may go to addresses that are not public: loopback, private, link-local and their like. Leave it off where a tenant names the address. While it
    /// is off, calls go directly and not through the system's proxy, which would hide the address they end at.
    /// </summary>
    /// <value>Off by default.</value>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>What the vendor allows each account, unless the request says otherwise.</summary>
    /// <value>4 requests at once and no windows by default.</value>
    [Required]
    public RateLimits Limits { get; set; } = new();

    /// <summary>When an account that keeps failing is left alone.</summary>
    [ValidateObjectMembers]
    public BreakerOptions Breaker { get; } = new();

    /// <summary>Chance, from 0 up to but not including 1, that keeps callers from retrying in step.</summary>
    /// <value>The system's random numbers by default.</value>
    [Required]
    public Func<double> Jitter { get; set; } = static () => RandomNumberGenerator.GetInt32(1 << 24) / (double)(1 << 24);
}
