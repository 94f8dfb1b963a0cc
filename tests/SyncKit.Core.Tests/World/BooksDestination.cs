using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Core.Tests.World;

internal sealed class BooksDestination(Books books, Crash crash) : IDestination<BookDocument>, IBooks
{
    private readonly string host = Guid.NewGuid().ToString("N");

    public IReadOnlySet<string> CurableCodes => books.CurableCodes;

    public async Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        crash.Step("send");
        using IDisposable visit = books.Enter(destination.Id, host);
        await Task.Yield();
        WriteAnswer answer = books.Send(destination.Id, intent);
        crash.Step("sent");
        return answer;
    }

    public Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        crash.Step("look up");
        return Task.FromResult(books.LookUp(destination.Id, intent));
    }

    public TimeSpan TimeToStart(Connection destination, Intent intent) => books.OnTimeToStart?.Invoke(intent) ?? TimeSpan.Zero;

    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming) => "used";

    public void ImportBudget(Connection destination, string budget) => books.BudgetsImported++;

    public async Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context,
        IReadOnlyCollection<Reference> references,
        CancellationToken cancellationToken)
    {
        crash.Step("resolve");
        books.CustomerLookUps++;
        List<ReferenceAnswer> answers = [];
        foreach (Reference reference in references)
        {
            string? id = books.Customer(context.Destination.Id, reference.Key);
            if (id is null)
            {
                BookDocument customer = new() { Kind = "Customer", Customer = reference.Key };
                IntentTarget target = new() { Id = "0", Reference = new ResolvedReference(reference.Kind, reference.Key, "", books.Attributes(), context.Now) };
                WriteAnswer written = await context.WriteAsync(Intent([customer], [target], context.Now, books.CustomerLookUps), cancellationToken);
                id = written.Targets[0].Written?.Id;
            }

            answers.Add(new ReferenceAnswer(
                reference,
                id is null ? null : new ResolvedReference(reference.Kind, reference.Key, id, books.Attributes(), context.Now),
                id is null ? Failing.With(Faults.FailureKind.Permanent, "customer.refused") : null));
        }

        return answers;
    }

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<BookDocument>> writes, DateTimeOffset now) =>
        [.. writes.Chunk(books.BatchSize).Select(batch => Intent(
            [.. batch.Select((write, index) => Document(write, $"{index}"))],
            [.. batch.Select((write, index) => Target(write, $"{index}", destination))],
            now,
            0))];

    public async IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(
        Connection destination,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (BookDocument[] part in books.Of(destination.Id).Chunk(2))
        {
            yield return [.. part.Select(document => Booked(document, isDeleted: false))];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListChangesAsync(
        Connection destination, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        crash.Step("list changes");
        await Task.Yield();
        foreach ((BookDocument Document, bool IsDeleted)[] part in books.ChangedSince(destination.Id, since).Chunk(2))
        {
            yield return [.. part.Select(change => Booked(change.Document, change.IsDeleted))];
        }
    }

    private BookedDocument Booked(BookDocument document, bool isDeleted) => isDeleted
        ? new BookedDocument(document.Kind, document.Id, "", 0, "", "") { IsDeleted = true }
        : new BookedDocument(document.Kind, document.Id, document.Number, document.IsVoided ? 0 : document.Total, document.Currency, document.Marker)
        {
            Tax = document.IsVoided ? 0 : document.Tax,
            Version = document.Version,
            Date = document.Date,
            Email = document.Email,
            IsVoided = document.IsVoided,
            Fingerprint = books.GivesFingerprints ? document.Fingerprint : string.Empty,
        };

    private static BookDocument Document(DocumentWrite<BookDocument> write, string target) => new()
    {
        Target = target,
        Id = write.Existing?.DestinationId ?? string.Empty,
        Version = write.Existing?.Version ?? string.Empty,
        Kind = write.Draft.Kind,
        Marker = $"{write.Record}:{write.Draft.Key}",
        Generation = write.Generation,
        Total = write.Draft.Total,
        Tax = write.Draft.Tax,
        Currency = write.Draft.Currency,
        Customer = write.Draft.Document?.Customer ?? string.Empty,
        IsVoided = write.Draft.Operation == DraftOperation.Void,
    };

    private static IntentTarget Target(DocumentWrite<BookDocument> write, string target, Connection destination) => new()
    {
        Id = target,
        Document = new LedgerDocument
        {
            Flow = write.Flow,
            Record = write.Record,
            Lane = destination.Id,
            Key = write.Draft.Key,
            Kind = write.Draft.Kind,
            State = write.Draft.Operation == DraftOperation.Void ? DocumentState.Voided : DocumentState.Posted,
            DestinationId = write.Existing?.DestinationId ?? string.Empty,
            Version = write.Existing?.Version ?? string.Empty,
            Hash = write.Draft.Hash,
            Total = write.Draft.Total,
            Tax = write.Draft.Tax,
            Currency = write.Draft.Currency,
            CountsTowardsTotal = write.Draft.CountsTowardsTotal,
            Proof = write.Draft.Proof,
            SettingsVersion = destination.Settings.Version,
            RequestId = "r",
            Generation = write.Generation,
            WrittenAt = default,
        },
    };

    private static Intent Intent(BookDocument[] documents, IntentTarget[] targets, DateTimeOffset now, int salt)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(documents);
        return new Intent
        {
            RequestId = $"{Convert.ToHexString(SHA256.HashData(content))[..16]}{salt}",
            Route = "batch",
            Content = content,
            Targets = targets,
            CreatedAt = now,
        };
    }
}
