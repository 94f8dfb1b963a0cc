using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Intents;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Writes sales and refund receipts to QuickBooks companies.</summary>
internal sealed class QuickBooksDestination(
    CompanyApi api,
    CompanyQueries queries,
    ReferenceResolver resolver,
    AccountLimiters limiters,
    CompanyLimits limits,
    IOptions<QuickBooksOptions> options) : IDestination<QuickBooksDocument>, IBooks
{
    private const string NumberTaken = "quickbooks.number-taken";

    private readonly LookUp lookUp = new(queries);
    private readonly Books books = new(queries);

    public Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken) =>
        resolver.ResolveAsync(context, references, cancellationToken);

    public IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<QuickBooksDocument>> writes, DateTimeOffset now) =>
        Planner.Plan(destination, writes, options.Value.BatchSize, now);

    public async Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        ApiAnswer answer = await api
            .WriteAsync(destination, intent.Route, intent.Content, intent.RequestId, cancellationToken)
            .ConfigureAwait(false);
        WriteAnswer read = AnswerReader.Read(intent, answer);
        return read.Targets.Any(static target => target.Failure?.Code == NumberTaken)
            ? await AdoptAsync(destination, intent, read, cancellationToken).ConfigureAwait(false)
            : read;
    }

    public async Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken)
    {
        try
        {
            return WriteAnswer.Of(await lookUp.RunAsync(destination, intent, intent.Targets, cancellationToken).ConfigureAwait(false));
        }
        catch (ConnectorException exception)
        {
            return WriteAnswer.Failed(exception.Failure);
        }
    }

    public string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming)
    {
        if (!SettingsReader.TryRead(destination, out QuickBooksSettings? settings, out _))
        {
            return null;
        }

        string account = CompanyLimits.Account(settings.RealmId);
        return limiters.For(account, limits.Limits).Export([.. upcoming.Select(static intent => CompanyApi.ClassOf(intent.Route))]);
    }

    public void ImportBudget(Connection destination, string budget)
    {
        if (SettingsReader.TryRead(destination, out QuickBooksSettings? settings, out _))
        {
            limiters.Import(CompanyLimits.Account(settings.RealmId), limits.Limits, budget);
        }
    }

    public IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(Connection destination, CancellationToken cancellationToken) =>
        books.ListAsync(destination, null, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListChangesAsync(
        Connection destination, DateTimeOffset since, CancellationToken cancellationToken) =>
        books.ListAsync(destination, since, cancellationToken);

    /// <summary>A number that is taken may be taken by this very document, posted by a call that QuickBooks no longer remembers.</summary>
    private async Task<WriteAnswer> AdoptAsync(Connection destination, Intent intent, WriteAnswer read, CancellationToken cancellationToken)
    {
        HashSet<string> taken = [.. read.Targets.Where(static target => target.Failure?.Code == NumberTaken).Select(static target => target.TargetId)];
        IReadOnlyList<TargetAnswer> found;
        try
        {
            found = await lookUp
                .RunAsync(destination, intent, [.. intent.Targets.Where(target => taken.Contains(target.Id))], cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return WriteAnswer.Of([.. read.Targets.Select(target =>
                taken.Contains(target.TargetId) ? target with { Failure = exception.Failure with { Kind = FailureKind.Uncertain } } : target)]);
        }

        Dictionary<string, TargetAnswer> adopted = found
            .Where(static target => target.Written is not null)
            .ToDictionary(static target => target.TargetId, StringComparer.Ordinal);
        return WriteAnswer.Of([.. read.Targets.Select(target => adopted.GetValueOrDefault(target.TargetId, target))]);
    }
}
