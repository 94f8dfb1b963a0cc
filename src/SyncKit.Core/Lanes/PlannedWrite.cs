using SyncKit.Commerce;
using SyncKit.Delivery;

namespace SyncKit.Lanes;

/// <summary>A missing document and the entry that it is missing from.</summary>
internal sealed record PlannedWrite<TRecord, TDocument>(RecordEntry<TRecord, TDocument> Entry, DocumentWrite<TDocument> Write)
    where TRecord : class, IRecord
    where TDocument : class;
