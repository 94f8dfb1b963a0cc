using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>What all rows of a record share.</summary>
internal sealed class RowScope(string tenant, string source, ReadOnlyMemory<byte> payload)
{
    private ReadOnlyMemory<byte>? raw;

    public string Tenant => tenant;

    public string Source => source;

    /// <summary>The record as the source sent it; of several JSON documents the first.</summary>
    public ReadOnlyMemory<byte> Raw => raw ??= RawJson.First(payload);

    /// <summary>The content's hash in hexadecimal digits; empty while it is being computed.</summary>
    public string ContentHash { get; set; } = string.Empty;
}
