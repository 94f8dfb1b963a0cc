namespace SyncKit.Supabase.Api;

/// <summary>One request to a project's REST API.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path behind that of the API, with its query, percent-encoded.</param>
internal readonly record struct ProjectCall(HttpMethod Method, string Path)
{
    /// <summary>The JSON to send; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The header <c>Prefer</c>; empty for none.</summary>
    public string Prefer { get; init; } = string.Empty;

    /// <summary>What is to be answered. Default: JSON.</summary>
    public string Accept { get; init; } = "application/json";
}
