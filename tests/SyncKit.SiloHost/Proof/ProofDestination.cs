using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.SiloHost.Proof;

/// <summary>Writes documents in batches into books that remember every call. Its budget is how many calls were made in the lane, on whatever host.</summary>
internal sealed class ProofDestination(IProofBooks books) : IDestination<ProofDocument>
{
    private const int BatchSize = 10;

    private readonly ConcurrentDictionary<ConnectionId, long> used = new();

    public Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No document refers to anything.");

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<ProofDocument>> writes, DateTimeOffset now) =>
        [.. writes.Chunk(BatchSize).Select(batch => Plan(destination, batch, now))];

    /// <summary>A call that is under way is waited for, whoever wants to stop: the books carry it out in any case.</summary>
    public async Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long number = used.AddOrUpdate(destination.Id, 1, static (_, before) => before + 1);
        await books.WriteAsync(destination.Id.ToString(), intent.RequestId, [.. intent.Targets.Select(Record)], number);
        return WriteAnswer.Of([.. intent.Targets.Select(Written)]);
    }

    public async Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = await books.FindAsync(destination.Id.ToString(), intent.RequestId);
        return WriteAnswer.Of([.. intent.Targets.Select(target => found.Contains(Record(target)) ? Written(target) : new TargetAnswer { TargetId = target.Id })]);
    }

    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming) =>
        (used.GetValueOrDefault(destination.Id) + upcoming.Count).ToString(CultureInfo.InvariantCulture);

    public void ImportBudget(Connection destination, string budget) => used[destination.Id] = long.Parse(budget, CultureInfo.InvariantCulture);

    private static Intent Plan(Connection destination, DocumentWrite<ProofDocument>[] writes, DateTimeOffset now)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(writes.Select(write => write.Record.Id));
        string request = ContentHash.Of(content).ToString();
        return new Intent
        {
            RequestId = request,
            Route = "batch",
            Content = content,
            Targets = [.. writes.Select((write, index) => new IntentTarget { Id = $"{index}", Document = Document(destination, write, request, now) })],
            CreatedAt = now,
        };
    }

    private static LedgerDocument Document(Connection destination, DocumentWrite<ProofDocument> write, string request, DateTimeOffset now) => new()
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
        RequestId = request,
        Generation = write.Generation,
        WrittenAt = now,
    };

    private static string Record(IntentTarget target) => target.Document!.Record.Id;

    private static TargetAnswer Written(IntentTarget target) => new()
    {
        TargetId = target.Id,
        Written = new WrittenDocument(Record(target), "0", target.Document!.Total, target.Document.Tax, target.Document.Currency),
    };
}
