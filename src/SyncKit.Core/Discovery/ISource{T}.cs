using SyncKit.Commerce;

namespace SyncKit.Discovery;

/// <summary>Reads one kind of record from one system, for all tenants. Safe for use from several threads.</summary>
/// <typeparam name="TRecord">The kind of record.</typeparam>
public interface ISource<TRecord> : ISource
    where TRecord : class, IRecord
{
    /// <summary>Reads a record's content. Pure.</summary>
    /// <param name="raw">What <see cref="SourceRecord.Raw"/> held. The record may keep parts of it.</param>
    /// <exception cref="Faults.RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    TRecord Parse(ReadOnlyMemory<byte> raw);
}
