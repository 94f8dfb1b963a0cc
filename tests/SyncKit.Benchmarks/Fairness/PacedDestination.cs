using SyncKit.Benchmarks.Engine;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Transforming;

namespace SyncKit.Benchmarks.Fairness;

/// <summary>Books whose calls take a while, as a service's do, and that say when a record arrived.</summary>
internal sealed class PacedDestination(Arrivals arrivals) : IDestination<PlainDocument>
{
    public const string Connector = "paced";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    private readonly InstantDestination instant = new();

    public Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken) =>
        instant.ResolveAsync(context, references, cancellationToken);

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<PlainDocument>> writes, DateTimeOffset now) =>
        instant.Plan(destination, writes, now);

    public async Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        await Task.Delay(Latency, cancellationToken);
        WriteAnswer answer = await instant.SendAsync(destination, intent, cancellationToken);
        foreach (IntentTarget target in intent.Targets)
        {
            arrivals.Arrived(target.Document!.Record);
        }

        return answer;
    }

    public Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken) =>
        instant.LookUpAsync(destination, intent, cancellationToken);

    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming) => null;

    public void ImportBudget(Connection destination, string budget)
    {
    }
}
