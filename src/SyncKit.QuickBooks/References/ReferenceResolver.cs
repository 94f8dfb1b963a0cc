using Microsoft.Extensions.Options;
using SyncKit.Delivery;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Resolves references in few rounds of queries, then makes what is missing.</summary>
internal sealed class ReferenceResolver(CompanyQueries queries, IOptions<QuickBooksOptions> options)
{
    public async Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken)
    {
        QuickBooksSettings settings = SettingsReader.Read(context.Destination);
        ILookup<string, Reference> byKind = references.Distinct().ToLookup(static reference => reference.Kind, StringComparer.Ordinal);
        CustomerResolver customers = new(context, settings, [.. byKind[ReferenceKinds.Customer]]);
        ItemResolver items = new(context, settings, [.. byKind[ReferenceKinds.Item]]);
        List<Reference> methods = [.. byKind[ReferenceKinds.PaymentMethod]];

        QueryRound first = new(queries, context.Destination);
        Range company = first.Add(byKind.Contains(ReferenceKinds.Company), CompanyReading.Queries);
        Range byEmail = first.Add(customers.QueriesByEmail());
        Range bySku = first.Add(items.QueriesBySku());
        Range accounts = first.Add(byKind.Contains(ReferenceKinds.Account), AccountMatch.All);
        Range taxCodes = first.Add(byKind.Contains(ReferenceKinds.TaxCode), ListResolver.TaxCodes);
        Range taxRates = first.Add(byKind.Contains(ReferenceKinds.TaxCode), ListResolver.TaxRates);
        Range methodRows = first.Add([.. Query.In("PaymentMethod", "Name", methods.Select(static method => method.Details[Detail.Name]))]);
        await first.RunAsync(cancellationToken).ConfigureAwait(false);

        List<ReferenceAnswer> answers = [];
        foreach (Reference reference in byKind[ReferenceKinds.Company])
        {
            var profile = first.Each(company);
            Company read = await CompanyReading.ReadAsync(queries, context.Destination, profile[0], profile[1], cancellationToken).ConfigureAwait(false);
            answers.Add(Answers.Found(reference, settings.RealmId, context.Now, read.ToAttributes()));
        }

        answers.AddRange(byKind[ReferenceKinds.Account].Select(account => ListResolver.Account(account, first.Rows(accounts), context.Now)));
        answers.AddRange(byKind[ReferenceKinds.TaxCode].Select(
            code => ListResolver.TaxCode(code, first.Rows(taxCodes), first.Rows(taxRates), context.Now)));
        answers.AddRange(methods.Select(method => ListResolver.PaymentMethod(method, first.Rows(methodRows), context.Now)));
        customers.TakeByEmail(first.Rows(byEmail));
        items.TakeBySku(first.Rows(bySku));
        await SecondRoundAsync(context, customers, items, cancellationToken).ConfigureAwait(false);
        return [.. answers, .. customers.AllAnswers, .. items.AllAnswers];
    }

    private async Task SecondRoundAsync(
        DeliveryContext context, CustomerResolver customers, ItemResolver items, CancellationToken cancellationToken)
    {
        QueryRound second = new(queries, context.Destination);
        IReadOnlyList<Query> nameQueries = customers.QueriesByName();
        Range byName = second.Add(nameQueries);
        Range byItemName = second.Add(items.QueriesByName());
        await second.RunAsync(cancellationToken).ConfigureAwait(false);
        HashSet<string> takenItems = new(StringComparer.OrdinalIgnoreCase);
        items.TakeByName(second.Rows(byItemName), takenItems);
        await customers.MakeAsync(nameQueries, second.Each(byName), options.Value.BatchSize, cancellationToken).ConfigureAwait(false);
        if (items.NeedsToMake)
        {
            QueryRound third = new(queries, context.Destination);
            Range accounts = third.Add(true, AccountMatch.All);
            await third.RunAsync(cancellationToken).ConfigureAwait(false);
            await items.MakeAsync(third.Rows(accounts), takenItems, options.Value.BatchSize, cancellationToken).ConfigureAwait(false);
        }
    }
}
