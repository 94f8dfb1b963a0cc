using System.Globalization;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Api;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>
/// Puts writes into calls: creates and changes into batches, a few of them and each void or deletion alone. A batch runs in any order and its parts do not see each other, so
/// what needs another document's id is planned only once that document is there. Pure.
/// </summary>
internal static class Planner
{
    /// <summary>
    /// Batch calls are few a minute and single ones many, so an order that just came in does not wait for the batches of a back-fill.
    /// </summary>
    private const int MostAlone = 2;

    public static IReadOnlyList<Intent> Plan(
        Connection destination, IReadOnlyList<DocumentWrite<QuickBooksDocument>> writes, int batchSize, DateTimeOffset now)
    {
        List<Intent> intents = [];
        foreach (var chunk in writes.Where(static write => write.Draft.Operation == DraftOperation.Post).Chunk(batchSize))
        {
            if (chunk.Length <= MostAlone)
            {
                intents.AddRange(chunk.Select(write => Single(destination, write, now)));
            }
            else
            {
                intents.Add(Batch(destination, chunk, now));
            }
        }

        foreach (var write in writes.Where(static write => write.Draft.Operation == DraftOperation.Void && write.Existing is { State: DocumentState.Posted }))
        {
            intents.Add(Void(destination, write, write.Existing!, now));
        }

        return intents;
    }

    private static Intent Batch(Connection destination, DocumentWrite<QuickBooksDocument>[] writes, DateTimeOffset now)
    {
        BatchContent batch = new();
        for (int i = 0; i < writes.Length; i++)
        {
            var write = writes[i];
            string id = BatchContent.TargetId(i);
            ReadOnlyMemory<byte> json = write.Draft.Document!.Json;
            if (Changed(write) is { } there)
            {
                batch.AddUpdate(id, write.Draft.Kind, SplicedDocument.Update(TransactionKind.Of(write.Draft.Kind), json, there.DestinationId, there.Version).Span);
            }
            else
            {
                batch.AddCreate(id, write.Draft.Kind, SplicedDocument.Create(json, write.Generation).Span);
            }
        }

        ReadOnlyMemory<byte> content = batch.Close();
        string requestId = RequestId(destination, CompanyApi.BatchRoute, content, writes);
        return new Intent
        {
            RequestId = requestId,
            Route = CompanyApi.BatchRoute,
            Content = content,
            Targets = [.. writes.Select((write, i) => Target(destination, write, BatchContent.TargetId(i), requestId, now))],
            CreatedAt = now,
        };
    }

    private static Intent Single(Connection destination, DocumentWrite<QuickBooksDocument> write, DateTimeOffset now)
    {
        TransactionKind kind = TransactionKind.Of(write.Draft.Kind);
        ReadOnlyMemory<byte> json = write.Draft.Document!.Json;
        ReadOnlyMemory<byte> content = Changed(write) is { } there
            ? SplicedDocument.Update(kind, json, there.DestinationId, there.Version)
            : SplicedDocument.Create(json, write.Generation);
        string requestId = RequestId(destination, kind.Route, content, [write]);
        return new Intent
        {
            RequestId = requestId,
            Route = kind.Route,
            Content = content,
            Targets = [Target(destination, write, BatchContent.TargetId(0), requestId, now)],
            CreatedAt = now,
        };
    }

    private static Intent Void(Connection destination, DocumentWrite<QuickBooksDocument> write, LedgerDocument there, DateTimeOffset now)
    {
        TransactionKind kind = TransactionKind.Of(there.Kind);
        string route = kind.UndoRoute;
        ReadOnlyMemory<byte> content = SplicedDocument.Undo(kind, there.DestinationId, there.Version);
        string requestId = RequestId(destination, route, content, [write]);
        return new Intent
        {
            RequestId = requestId,
            Route = route,
            Content = content,
            Targets = [Target(destination, write, BatchContent.TargetId(0), requestId, now)],
            CreatedAt = now,
        };
    }

    private static IntentTarget Target(
        Connection destination, DocumentWrite<QuickBooksDocument> write, string id, string requestId, DateTimeOffset now)
    {
        bool isVoid = write.Draft.Operation == DraftOperation.Void;
        LedgerDocument? there = isVoid ? write.Existing : Changed(write);
        return new IntentTarget
        {
            Id = id,
            Document = new LedgerDocument
            {
                Flow = write.Flow,
                Record = write.Record,
                Lane = destination.Id,
                Key = write.Draft.Key,
                Kind = isVoid ? there!.Kind : write.Draft.Kind,
                State = isVoid ? DocumentState.Voided : DocumentState.Posted,
                DestinationId = there?.DestinationId ?? string.Empty,
                Version = there?.Version ?? string.Empty,
                Hash = isVoid ? there!.Hash : write.Draft.Hash,
                Total = write.Draft.Total,
                Tax = write.Draft.Tax,
                Currency = write.Draft.Currency,
                CountsTowardsTotal = isVoid ? there!.CountsTowardsTotal : write.Draft.CountsTowardsTotal,
                Date = there?.Date,
                Fingerprint = there?.Fingerprint ?? string.Empty,
                Proof = isVoid ? there!.Proof : write.Draft.Proof,
                SettingsVersion = isVoid ? there!.SettingsVersion : destination.Settings.Version,
                RequestId = requestId,
                Generation = write.Generation,
                WrittenAt = now,
            },
        };
    }

    /// <summary>What is there and counts; a voided document is not brought back but followed by another.</summary>
    private static LedgerDocument? Changed(DocumentWrite<QuickBooksDocument> write) =>
        write.Existing is { State: DocumentState.Posted } there ? there : null;

    private static string RequestId(
        Connection destination, string route, ReadOnlyMemory<byte> content, IEnumerable<DocumentWrite<QuickBooksDocument>> writes)
    {
        // Two orders may have the same bytes, and one's call must not pass for the other's.
        IEnumerable<string> documents = writes.Select(static write =>
            string.Create(CultureInfo.InvariantCulture, $"{write.Record} {write.Draft.Key} {write.Generation}"));
        return RequestIds.Of([destination.Id.Tenant.Value, destination.Id.ToString(), route, .. documents], content.Span);
    }
}
