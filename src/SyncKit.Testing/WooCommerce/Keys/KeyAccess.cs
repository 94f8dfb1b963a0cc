namespace SyncKit.Testing.WooCommerce;

/// <summary>What an API key may do.</summary>
public enum KeyAccess
{
    /// <summary>Reads and writes.</summary>
    ReadWrite,

    /// <summary>Reads only; a write is answered with 401.</summary>
    Read,

    /// <summary>Writes only; a read is answered with 401.</summary>
    Write,
}
