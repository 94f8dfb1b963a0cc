namespace SyncKit.Supabase.Rows;

/// <summary>What all rows of a record share.</summary>
internal sealed class RowScope(string tenant, string source, ReadOnlyMemory<byte> payload)
{
    public string Tenant => tenant;

    public string Source => source;

    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>The content's hash in hexadecimal digits; empty while it is being computed.</summary>
    public string ContentHash { get; set; } = string.Empty;
}
