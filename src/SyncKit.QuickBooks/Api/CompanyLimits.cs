using Microsoft.Extensions.Options;
using SyncKit.Http;

namespace SyncKit.QuickBooks.Api;

/// <summary>What Intuit allows each company.</summary>
internal sealed class CompanyLimits(IOptions<QuickBooksOptions> options)
{
    public RateLimits Limits { get; } = new()
    {
        Concurrency = options.Value.Concurrency,
        Windows =
        [
            new RateWindow(options.Value.RequestsPerSecond, TimeSpan.FromSeconds(1)),
            new RateWindow(options.Value.RequestsPerMinute, TimeSpan.FromMinutes(1)),
            new RateWindow(options.Value.BatchCallsPerMinute, TimeSpan.FromMinutes(1), RateLimits.Batch),
        ],
    };

    public static string Account(string realmId) => $"quickbooks/{realmId}";
}
