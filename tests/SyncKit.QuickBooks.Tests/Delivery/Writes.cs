using System.Text;
using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Delivery;

/// <summary>Makes writes of any kind without a transformer.</summary>
internal static class Writes
{
    public static DocumentWrite<QuickBooksDocument> Post(
        string key, string kind, string json, decimal total = 10m, LedgerDocument? existing = null, bool counts = true, string order = "1042") => new()
        {
            Flow = "orders-to-books",
            Record = Shop.Record(order),
            Existing = existing,
            Draft = new DocumentDraft<QuickBooksDocument>
            {
                Key = key,
                Kind = kind,
                Document = new QuickBooksDocument(Encoding.UTF8.GetBytes(json)),
                Hash = ContentHash.Of(Encoding.UTF8.GetBytes(json)),
                Total = total,
                Tax = 0,
                Currency = "USD",
                CountsTowardsTotal = counts,
                Proof = "proof of " + key,
            },
        };

    public static DocumentWrite<QuickBooksDocument> Void(LedgerDocument there) => new()
    {
        Flow = there.Flow,
        Record = there.Record,
        Existing = there,
        Draft = new DocumentDraft<QuickBooksDocument>
        {
            Key = there.Key, Kind = there.Kind, Operation = DraftOperation.Void, Total = 0, Tax = 0, Currency = there.Currency,
        },
    };

    /// <summary>What a call says.</summary>
    public static JsonElement Sent(Intent intent) => JsonDocument.Parse(intent.Content).RootElement;

    /// <summary>Plans one write, sends it and gives back how its document stands.</summary>
    public static async Task<LedgerDocument> WriteAsync(Host host, DocumentWrite<QuickBooksDocument> write)
    {
        Intent intent = host.Destination.Plan(host.Books, [write], host.Time.GetUtcNow()).Single();
        WriteAnswer answer = await host.SendAsync(intent, TestContext.Current.CancellationToken);
        answer.Failure.Should().BeNull();
        TargetAnswer target = answer.Targets.Single();
        target.Failure.Should().BeNull();
        return intent.Targets.Single().Document! with
        {
            DestinationId = target.Written!.Id,
            Version = target.Written.Version,
            Total = target.Written.Total,
            Tax = target.Written.Tax,
            Fingerprint = target.Written.Fingerprint,
        };
    }
}
