using System.Text.Json;
using Microsoft.Extensions.Options;
using SyncKit.Delivery;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Resolves references with one round of queries, then makes what is missing.</summary>
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

        QueryRound round = new(queries, context.Destination);
        Range company = round.Add(byKind.Contains(ReferenceKinds.Company), CompanyReading.Queries);
        Range byEmail = round.Add(customers.QueriesByEmail());
        IReadOnlyList<Query> nameQueries = customers.QueriesByName();
        Range byName = round.Add(nameQueries);
        Range bySku = round.Add(items.QueriesBySku());
        Range byItemName = round.Add(items.QueriesByName());

        // Items that must be made need an account; asked for along with the rest it costs no call.
        Range accountRows = round.Add(byKind.Contains(ReferenceKinds.Account) || byKind.Contains(ReferenceKinds.Item), AccountMatch.All);
        Range taxCodes = round.Add(byKind.Contains(ReferenceKinds.TaxCode), ListResolver.TaxCodes);
        Range taxRates = round.Add(byKind.Contains(ReferenceKinds.TaxCode), ListResolver.TaxRates);
        Range methodRows = round.Add([.. Query.In("PaymentMethod", "Name", methods.Select(static method => method.Details[Detail.Name]))]);
        await round.RunAsync(cancellationToken).ConfigureAwait(false);

        List<ReferenceAnswer> answers = [];
        foreach (Reference reference in byKind[ReferenceKinds.Company])
        {
            var profile = round.Each(company);
            Company read = await CompanyReading.ReadAsync(queries, context.Destination, profile[0], profile[1], cancellationToken).ConfigureAwait(false);
            answers.Add(Answers.FoundForADay(reference, settings.RealmId, context.Now, read.ToAttributes()));
        }

        IReadOnlyList<JsonElement> accounts = round.Rows(accountRows);
        answers.AddRange(byKind[ReferenceKinds.Account].Select(account => ListResolver.Account(account, accounts, context.Now)));
        answers.AddRange(byKind[ReferenceKinds.TaxCode].Select(
            code => ListResolver.TaxCode(code, round.Rows(taxCodes), round.Rows(taxRates), context.Now)));
        answers.AddRange(methods.Select(method => ListResolver.PaymentMethod(method, round.Rows(methodRows), context.Now)));

        var named = round.Each(byName);
        customers.TakeByEmail(round.Rows(byEmail));
        customers.TakeByName(
            round.Rows(byName),
            [.. named.Where((_, i) => nameQueries[i].Entity == CustomerResolver.Entity).SelectMany(static rows => rows)]);
        items.TakeBySku(round.Rows(bySku));
        items.TakeByName(round.Rows(byItemName));

        Creator creator = new(context, options.Value.BatchSize);
        IReadOnlyList<ReferenceAnswer> made = await creator
            .MakeAsync([.. customers.ToMake(), .. items.ToMake(accounts)], cancellationToken)
            .ConfigureAwait(false);
        customers.Take(made);
        items.Take(made);
        return [.. answers, .. customers.AllAnswers, .. items.AllAnswers];
    }
}
