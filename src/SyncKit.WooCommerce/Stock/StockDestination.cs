using System.Collections.Frozen;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Transforming;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Stock;

/// <summary>Writes stock and prices of products and variations to stores.</summary>
internal sealed class StockDestination(StoreClient client) : IDestination<StockDocument>
{
    private static readonly FrozenSet<string> Curable = [ProductFinder.Unknown];

    private readonly ProductFinder finder = new(client);

    /// <summary>A product that is not in the store may be added later.</summary>
    public IReadOnlySet<string> CurableCodes => Curable;

    public Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(references);
        return finder.FindAsync(context.Destination, references, context.Now, cancellationToken);
    }

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<StockDocument>> writes, DateTimeOffset now) =>
        StockPlanner.Plan(destination, writes, now);

    public async Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intent);
        try
        {
            StoreAnswer? answer = await client.BatchAsync(destination, intent.Route, intent.Content, cancellationToken).ConfigureAwait(false);
            return answer is null ? WriteAnswer.Failed(Lost()) : BatchAnswer.Read(intent, answer.Json);
        }
        catch (ConnectorException exception)
        {
            return WriteAnswer.Failed(exception.Failure);
        }
        catch (JsonException)
        {
            return WriteAnswer.Failed(Lost());
        }
    }

    /// <summary>Says of each product whether it is what was sent. What is not was not written, and is written anew: the values are absolute.</summary>
    public async Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intent);
        try
        {
            JsonElement[] sent = BatchAnswer.Sent(intent);
            string list = intent.Route[..^"/batch".Length];
            string ids = string.Join(',', sent.Select(static part => part.GetProperty("id").GetRawText()));
            StoreAnswer answer = await client
                .ListAsync(destination, $"{list}?status=any&per_page={sent.Length}&include={ids}", cancellationToken).ConfigureAwait(false);
            Dictionary<string, JsonElement> there = StoreClient.Read(destination, static json => JsonElement.Parse(json.Span), answer.Json)
                .EnumerateArray().ToDictionary(static product => product.GetProperty("id").GetRawText());
            return WriteAnswer.Of([.. intent.Targets.Select((target, i) => new TargetAnswer
            {
                TargetId = target.Id,
                Written = there.TryGetValue(sent[i].GetProperty("id").GetRawText(), out JsonElement product) && StockJson.Difference(sent[i], product) is null
                    ? BatchAnswer.Written(product)
                    : null,
            })]);
        }
        catch (ConnectorException exception)
        {
            return WriteAnswer.Failed(exception.Failure);
        }
    }

    /// <summary>A store counts no calls per minute; what it refuses is waited for.</summary>
    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming) => null;

    public void ImportBudget(Connection destination, string budget)
    {
    }

    private static Failure Lost() => new(
        FailureKind.Uncertain,
        "woocommerce.unanswered",
        "The store did not say what became of a batch of products.",
        "Nothing to do: it is sent again unchanged, which does no harm.");
}
