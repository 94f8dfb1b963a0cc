using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Planning;

namespace SyncKit.Adopting;

/// <summary>
/// Finds documents that a company's books held before the first sync, and links them to their records, so that they are not written again. First a report,
/// in which nothing is written; then, by call, the links. Safe for use from several threads.
/// </summary>
public sealed class Adoption
{
    private readonly IServiceProvider services;
    private readonly IConnectionStore connections;
    private readonly ILedger ledger;
    private readonly FlowCatalog flows;
    private readonly AdoptionLinking linking;

    internal Adoption(
        IServiceProvider services,
        IConnectionStore connections,
        ILedger ledger,
        ILaneStore lanes,
        FlowCatalog flows,
        TimeSpan leaseLife,
        TimeProvider time)
    {
        this.services = services;
        this.connections = connections;
        this.ledger = ledger;
        this.flows = flows;
        linking = new AdoptionLinking(lanes, ledger, flows, leaseLife, time);
    }

    /// <summary>
    /// Reads the records and all of the books, which may cost metered calls, and says what belongs together. Nothing is written, no cursor moves. Memory grows with
    /// the number of records, for only the whole shows what is there once.
    /// </summary>
    /// <param name="request">Which records, which books, and how far dates may differ.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">The request does not fit together, or names a flow or connection that is not there.</exception>
    /// <exception cref="NotSupportedException">The flow's transformer cannot outline documents, or its destination cannot list them.</exception>
    /// <exception cref="Faults.ConnectorException">The source or the books refused or could not be reached.</exception>
    public async Task<AdoptionReport> PlanAsync(AdoptionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(request));
        }

        Flow flow = flows.Find(request.Flow) ?? throw new ArgumentException($"No flow is called '{request.Flow}'.", nameof(request));
        ConnectionId lane = await DestinationAsync(flow, request, cancellationToken).ConfigureAwait(false);
        FlowOutliner outliner = services
            .GetRequiredKeyedService<IFlowReaderFactory>(Flow.PipelineKey(flow.Kind, flow.To))
            .CreateOutliner(flow, services)
            ?? throw new NotSupportedException(
                $"The flow '{flow.Name}' cannot adopt documents: what turns a record of kind '{flow.Kind}' into documents of '{flow.To}' does not outline them (IOutliner).");
        IBooks books = services.GetKeyedService<IBooks>(flow.To)
            ?? throw new NotSupportedException($"The flow '{flow.Name}' cannot adopt documents: '{flow.To}' does not list what it holds (IBooks).");
        Connection source = await FindAsync(request.Source, cancellationToken).ConfigureAwait(false);
        Connection destination = await FindAsync(lane, cancellationToken).ConfigureAwait(false);
        IReadOnlyCollection<OutlinedRecord> records =
            await OutlineAsync(outliner, request, source, destination, cancellationToken).ConfigureAwait(false);
        BooksMatching matching = new(request, [.. records.SelectMany(record => record.Wanted)]);
        HashSet<(string Kind, string Id)> linked = await LinkedDocuments.ListAsync(ledger, flows, lane, cancellationToken).ConfigureAwait(false);
        await foreach (IReadOnlyList<BookedDocument> part in books.ListAsync(destination, cancellationToken).ConfigureAwait(false))
        {
            foreach (BookedDocument document in part.Where(document => !linked.Contains((document.Kind, document.Id))))
            {
                matching.Add(document);
            }
        }

        return new AdoptionReport
        {
            Flow = flow.Name,
            Source = request.Source,
            Destination = lane,
            Entries = matching.Run(),
            Unread = [.. records.Where(record => record.Failure is not null).Select(record => new UnreadRecord(record.Record, record.Failure!))],
            Records = records.Count,
            AlreadyLinked = records.Sum(record => record.AlreadyLinked),
        };
    }

    /// <summary>
    /// Links what a report found for certain, and what it found likely when asked. Nothing is written in the books. Doing so again links nothing more.
    /// </summary>
    /// <param name="report">The report, as it was checked.</param>
    /// <param name="withLikely">Whether likely documents are linked as well.</param>
    /// <param name="cancellationToken">Stops between commits; what was linked stays.</param>
    /// <exception cref="TimeoutException">The lane is being worked on or paused, and did not come free within two lease lives; nothing was linked.</exception>
    /// <exception cref="InvalidOperationException">The lane went to another owner meanwhile; what was linked stays, and applying again links the rest.</exception>
    public Task<AdoptionResult> ApplyAsync(AdoptionReport report, bool withLikely = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<AdoptionEntry> entries =
        [
            .. report.Entries.Where(entry => entry.Finding == AdoptionFinding.Certain || (withLikely && entry.Finding == AdoptionFinding.Likely)),
        ];
        return entries.Count == 0
            ? Task.FromResult(new AdoptionResult(0, 0))
            : linking.RunAsync(report, entries, cancellationToken);
    }

    private static async Task<IReadOnlyCollection<OutlinedRecord>> OutlineAsync(
        FlowOutliner outliner,
        AdoptionRequest request,
        Connection source,
        Connection destination,
        CancellationToken cancellationToken)
    {
        SyncOptions options = new() { Mode = request.Window is null ? SyncMode.Full : SyncMode.Window, Window = request.Window };
        Dictionary<Inbox.RecordKey, OutlinedRecord> records = [];
        await foreach (IReadOnlyList<OutlinedRecord> part in outliner
            .OutlineAsync(request.Flow, source, destination, options, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (OutlinedRecord record in part)
            {
                records[record.Record] = record;
            }
        }

        return records.Values;
    }

    private async Task<ConnectionId> DestinationAsync(Flow flow, AdoptionRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(request.Source.Tenant, cancellationToken).ConfigureAwait(false);
        ConnectionId? bound = flows.Match(bindings)
            .Where(match => match.Flow == flow && match.Binding.Source == request.Source)
            .Select(match => match.Binding.Destination)
            .FirstOrDefault();
        ConnectionId destination = request.Destination ?? bound ?? throw new ArgumentException(
            $"The flow '{flow.Name}' is not switched on for '{request.Source}': name the books in Destination.", nameof(request));
        if (bound is not null && bound != destination)
        {
            throw new ArgumentException($"The flow '{flow.Name}' takes the records of '{request.Source}' to '{bound}', not to '{destination}'.", nameof(request));
        }

        return string.Equals(request.Source.Connector, flow.From, StringComparison.Ordinal)
            && string.Equals(destination.Connector, flow.To, StringComparison.Ordinal)
            ? destination
            : throw new ArgumentException(
                $"The flow '{flow.Name}' goes from '{flow.From}' to '{flow.To}', not from '{request.Source}' to '{destination}'.", nameof(request));
    }

    private async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new ArgumentException($"There is no connection '{id}'.", nameof(id));
}
