namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A request as it reached a system that misbehaves.</summary>
internal sealed record Seen(string Method, string Path, string Query, string Authorization, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>All of it, as a careless system repeats it.</summary>
    public string Everything =>
        $"{Method} {Path}{Query}\nAuthorization: {Authorization}\n{string.Join('\n', Headers.Select(static header => $"{header.Key}: {header.Value}"))}\n{Body}";

    /// <summary>What follows the scheme of the authorization.</summary>
    public string Token => Authorization[(Authorization.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
