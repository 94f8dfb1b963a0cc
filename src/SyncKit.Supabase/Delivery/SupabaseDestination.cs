using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Delivery;

/// <summary>Writes rows to Supabase projects and lists the orders in them.</summary>
internal sealed class SupabaseDestination(ProjectClient client) : IDestination<SupabaseDocument>, IBooks
{
    private readonly OrderBooks books = new(client);

    public IReadOnlySet<string> CurableCodes => DatabaseCodes.Curable;

    /// <summary>Rows refer to each other by keys that are known, so there is nothing to resolve.</summary>
    public Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReferenceAnswer>>([]);

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes, DateTimeOffset now) =>
        Planner.Plan(destination, writes, now);

    public Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken) =>
        GuardedAsync(destination, "write rows", (session, layout) => new CallRunner(session, layout, intent, CallFrame.Read(intent.Content)).RunAsync(cancellationToken), cancellationToken);

    public Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken) =>
        GuardedAsync(destination, "look rows up", (session, layout) => LookUp.RunAsync(session, layout, intent, cancellationToken), cancellationToken);

    /// <summary>A project counts no calls per minute; what it refuses is waited for.</summary>
    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming) => null;

    public void ImportBudget(Connection destination, string budget)
    {
    }

    public IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(Connection destination, CancellationToken cancellationToken) =>
        books.ListAsync(destination, null, cancellationToken);

    /// <summary>Where no column tells when a row changed, everything is listed. A row that was deleted outright is not among the changes.</summary>
    public IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListChangesAsync(Connection destination, DateTimeOffset since, CancellationToken cancellationToken) =>
        books.ListAsync(destination, since, cancellationToken);

    private async Task<WriteAnswer> GuardedAsync(
        Connection destination, string reason, Func<ProjectSession, Layout, Task<WriteAnswer>> run, CancellationToken cancellationToken)
    {
        try
        {
            Layout layout = LayoutReader.Read(destination);
            ProjectSession session = await client.OpenAsync(destination, reason, cancellationToken).ConfigureAwait(false);
            return await run(session, layout).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return WriteAnswer.Failed(exception.Failure);
        }
    }
}
