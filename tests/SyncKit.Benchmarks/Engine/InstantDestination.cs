using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Benchmarks.Engine;

/// <summary>Books that take batches of 30 and answer at once.</summary>
internal sealed class InstantDestination : IDestination<PlainDocument>
{
    public const string Connector = "instant";
    private const int BatchSize = 30;

    public Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No document refers to anything.");

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<PlainDocument>> writes, DateTimeOffset now) =>
        [.. writes.Chunk(BatchSize).Select(batch => Plan(destination, batch, now))];

    public Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken) =>
        Task.FromResult(WriteAnswer.Of([.. intent.Targets.Select(target => Answer(target.Id, target.Document!))]));

    public Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Every call is answered.");

    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming) => null;

    public void ImportBudget(Connection destination, string budget)
    {
    }

    private static Intent Plan(Connection destination, DocumentWrite<PlainDocument>[] writes, DateTimeOffset now)
    {
        byte[] content = [.. writes.SelectMany(write => write.Draft.Document!.Json)];
        string requestId = ContentHash.Of(content).ToString();
        return new Intent
        {
            RequestId = requestId,
            Route = "batch",
            Content = content,
            Targets = [.. writes.Select((write, i) => new IntentTarget { Id = $"d{i}", Document = Document(destination, write, requestId, now) })],
            CreatedAt = now,
        };
    }

    private static LedgerDocument Document(Connection destination, DocumentWrite<PlainDocument> write, string requestId, DateTimeOffset now) => new()
    {
        Flow = write.Flow,
        Record = write.Record,
        Lane = destination.Id,
        Key = write.Draft.Key,
        Kind = write.Draft.Kind,
        State = DocumentState.Posted,
        DestinationId = string.Empty,
        Version = string.Empty,
        Hash = write.Draft.Hash,
        Total = write.Draft.Total,
        Tax = write.Draft.Tax,
        Currency = write.Draft.Currency,
        RequestId = requestId,
        Generation = write.Generation,
        WrittenAt = now,
    };

    private static TargetAnswer Answer(string id, LedgerDocument document) => new()
    {
        TargetId = id,
        Written = new WrittenDocument($"9{document.Record.Id}", "0", document.Total, document.Tax, document.Currency),
    };
}
