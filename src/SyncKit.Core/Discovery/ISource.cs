using SyncKit.Commerce;
using SyncKit.Connections;

namespace SyncKit.Discovery;

/// <summary>Reads one kind of record from one system, for all tenants. Safe for use from several threads.</summary>
/// <typeparam name="TRecord">The kind of record.</typeparam>
public interface ISource<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>
    /// Reads pages in ascending order of modification until there is no more, with whatever overlap the system needs so that nothing is missed;
    /// a record may come again. No record is missed while the set changes during the reading.
    /// </summary>
    /// <exception cref="Faults.ConnectorException">The system refused or could not be reached.</exception>
    IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Reads records by id, in any order. A record that the system surely no longer has comes back as deleted.
    /// </summary>
    /// <exception cref="Faults.ConnectorException">The system refused or could not be reached.</exception>
    Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Yields the ids of all records that the system has, trashed ones included, in parts. One that is missing here is only suspected to be gone:
    /// <see cref="FetchAsync"/> decides.
    /// </summary>
    /// <exception cref="Faults.ConnectorException">The system refused or could not be reached.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Reads a record's content. Pure.</summary>
    /// <param name="raw">What <see cref="SourceRecord.Raw"/> held. The record may keep parts of it.</param>
    /// <exception cref="Faults.RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    TRecord Parse(ReadOnlyMemory<byte> raw);
}
