using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>What a caller got.</summary>
internal sealed record Answered(int Status, string Text, Uri? Location, string Cookie)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement.Clone();

    public string Query(string name) => System.Web.HttpUtility.ParseQueryString(Location!.Query)[name]!;
}
