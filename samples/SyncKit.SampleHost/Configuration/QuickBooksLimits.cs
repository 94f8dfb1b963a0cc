namespace SyncKit.SampleHost.Configuration;

/// <summary>What an app may call of one company, for those with which Intuit agreed on more.</summary>
internal sealed record QuickBooksLimits(int? RequestsPerSecond, int? RequestsPerMinute, int? BatchCallsPerMinute, int? BatchSize);
