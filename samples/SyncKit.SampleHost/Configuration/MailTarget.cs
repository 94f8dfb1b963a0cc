namespace SyncKit.SampleHost.Configuration;

/// <summary>Where mail goes out and to whom.</summary>
internal sealed record MailTarget(string Host, int? Port, string? UserName, string? Password, string From, IReadOnlyList<string> To);
