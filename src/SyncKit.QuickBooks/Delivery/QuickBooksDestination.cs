using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Intents;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Changes;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Writes sales, payments, refunds and fees to QuickBooks companies and lists them.</summary>
internal sealed class QuickBooksDestination(
    CompanyApi api,
    CompanyQueries queries,
    ReferenceResolver resolver,
    AccountLimiters limiters,
    CompanyLimits limits,
    IOptions<QuickBooksOptions> options,
    TimeProvider time) : IDestination<QuickBooksDocument>, IBooks
{
    private readonly LookUp lookUp = new(queries);
    private readonly SecondLook secondLook = new(new LookUp(queries));
    private readonly Books books = new(queries);
    private readonly CompanyChanges changes = new(api, new Books(queries), time);

    public IReadOnlySet<string> CurableCodes => Faults.CurableCodes.All;

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
        return await secondLook.TakeAsync(destination, intent, read, cancellationToken).ConfigureAwait(false);
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

    public TimeSpan TimeToStart(Connection destination, Intent intent) =>
        SettingsReader.TryRead(destination, out QuickBooksSettings? settings, out _)
            ? limiters.For(CompanyLimits.Account(settings.RealmId), limits.Limits).TimeToStart(CompanyApi.ClassOf(intent.Route))
            : TimeSpan.Zero;

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
        books.ListAsync(destination, TransactionKind.All, null, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListChangesAsync(
        Connection destination, DateTimeOffset since, CancellationToken cancellationToken) =>
        changes.ListAsync(destination, since, cancellationToken);
}
