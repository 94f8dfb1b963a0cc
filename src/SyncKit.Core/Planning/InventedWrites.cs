using System.Globalization;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Planning;

/// <summary>Answers writes as if they had been done, with ids that no destination gives. Nothing is sent.</summary>
internal sealed class InventedWrites
{
    private const string Prefix = "new:";

    private int last;

    public static bool IsInvented(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    public Task<WriteAnswer> WriteAsync(Intent intent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(WriteAnswer.Of([.. intent.Targets.Select(target => new TargetAnswer { TargetId = target.Id, Written = Written(target) })]));
    }

    /// <summary>What the ledger would say once a document was written.</summary>
    public LedgerDocument Document<TDocument>(DocumentWrite<TDocument> write, Connections.ConnectionId lane, DateTimeOffset now)
        where TDocument : class
    {
        DocumentDraft<TDocument> draft = write.Draft;
        return new LedgerDocument
        {
            Flow = write.Flow,
            Record = write.Record,
            Lane = lane,
            Key = draft.Key,
            Kind = draft.Kind,
            State = draft.Operation == DraftOperation.Void ? DocumentState.Voided : DocumentState.Posted,
            DestinationId = write.Existing?.DestinationId ?? NextId(),
            Version = write.Existing?.Version ?? string.Empty,
            Hash = draft.Hash,
            Total = draft.Operation == DraftOperation.Void ? 0 : draft.Total,
            Tax = draft.Operation == DraftOperation.Void ? 0 : draft.Tax,
            Currency = draft.Currency,
            CountsTowardsTotal = draft.CountsTowardsTotal,
            Date = write.Existing?.Date,
            RequestId = string.Empty,
            Generation = write.Generation,
            WrittenAt = now,
        };
    }

    private WrittenDocument Written(IntentTarget target) => target.Document is { } document
        ? new WrittenDocument(NextId(), document.Version, document.Total, document.Tax, document.Currency)
        : new WrittenDocument(NextId(), string.Empty, 0, 0, string.Empty)
        {
            Attributes = target.Reference?.Attributes ?? new Dictionary<string, string>(),
        };

    private string NextId() => Prefix + Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
}
