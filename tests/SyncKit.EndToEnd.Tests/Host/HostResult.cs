using System.Text.Json;

namespace SyncKit.EndToEnd.Tests.Host;

/// <summary>What a host process left behind.</summary>
internal sealed record HostResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line on stdout, which is one JSON object.</summary>
    public JsonElement Summary() => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;
}
