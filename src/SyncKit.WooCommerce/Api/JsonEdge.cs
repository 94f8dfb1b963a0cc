namespace SyncKit.WooCommerce.Api;

/// <summary>Where a JSON document begins and ends.</summary>
internal static class JsonEdge
{
    /// <summary>The document without the white space around it.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> json) => MemoryExtensions.Trim(json, " \t\r\n"u8);
}
