using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Ledger;

/// <summary>Answers what is where. Written to only by settling a lane. Safe for use from several threads.</summary>
public interface ILedger
{
    /// <summary>What is known of some records of one flow; a record that is not known is left out.</summary>
    Task<IReadOnlyDictionary<RecordKey, LedgerView>> FindAsync(
        string flow,
        ConnectionId lane,
        IReadOnlyCollection<RecordKey> records,
        CancellationToken cancellationToken);

    /// <summary>
    /// Where documents of a destination came from: every link to one of them, voided ones included; a document that is not known is left out.
    /// </summary>
    Task<IReadOnlyList<LedgerDocument>> FindDocumentsAsync(
        ConnectionId lane,
        IReadOnlyCollection<DocumentId> documents,
        CancellationToken cancellationToken);

    /// <summary>What became of everything that entered a tenant's flow, seen at one moment.</summary>
    Task<FlowCounts> CountAsync(TenantId tenant, string flow, CancellationToken cancellationToken);

    /// <summary>Lists a tenant's records.</summary>
    Task<LedgerPage<LedgerRecord>> ListRecordsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken);

    /// <summary>Lists a tenant's documents, voided ones included; <see cref="LedgerQuery.State"/> is ignored.</summary>
    Task<LedgerPage<LedgerDocument>> ListDocumentsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken);
}
