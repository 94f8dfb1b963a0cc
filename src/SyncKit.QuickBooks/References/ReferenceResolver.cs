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
        CustomerResolver customers = new(context, settings, byKind[ReferenceKinds.Customer]);
        ItemResolver items = new(context, settings, byKind[ReferenceKinds.Item]);
        ListLookUp lists = new(byKind);

        QueryRound round = new(queries, context.Destination);
        bool isCompanyAsked = byKind.Contains(ReferenceKinds.Company);
        Range profile = round.Add(isCompanyAsked, CompanyReading.Queries);

        // A buyer who has to be made needs a currency that the company keeps; the company's own is said by its preferences.
        Range preferences = round.Add(!isCompanyAsked && customers.AnyBuyers, CompanyReading.Preferences);
        Range mappedCustomers = round.Add(customers.QueriesOfMapped());
        Range byEmail = round.Add(customers.QueriesByEmail());
        IReadOnlyList<Query> nameQueries = customers.QueriesByName();
        Range byName = round.Add(nameQueries);
        Range namedItems = round.Add(items.QueriesOfNamed());
        Range bySku = round.Add(items.QueriesBySku());
        Range byItemName = round.Add(items.QueriesByName());

        // Items that must be made need an account; asked for along with the rest it costs no call.
        Range accountRows = round.Add(byKind.Contains(ReferenceKinds.Account) || byKind.Contains(ReferenceKinds.Item), AccountMatch.All);
        lists.AddTo(round);
        await round.RunAsync(cancellationToken).ConfigureAwait(false);

        var named = round.Each(byName);
        customers.TakeMapped(round.Rows(mappedCustomers));
        customers.TakeByEmail(round.Rows(byEmail));
        customers.TakeByName(
            round.Rows(byName),
            [.. named.Where((_, i) => nameQueries[i].Entity == CustomerResolver.Entity).SelectMany(static rows => rows)]);
        IReadOnlyList<JsonElement> accounts = round.Rows(accountRows);
        items.TakeNamed(round.Rows(namedItems));
        items.TakeBySku(round.Rows(bySku));
        items.TakeByName(round.Rows(byItemName));
        items.TakeCatchAll(round.Rows(namedItems));

        List<ReferenceAnswer> answers = [.. lists.AnswersFrom(round, accounts, context.Now)];
        IReadOnlyList<NewEntry> newCustomers = [];
        if (isCompanyAsked || customers.AnyBuyers)
        {
            Company company = isCompanyAsked
                ? CompanyReading.Read(CompanyReading.Only(round.Each(profile)[0]), CompanyReading.Only(round.Each(profile)[1]))
                : CompanyReading.Read(default, CompanyReading.Only(round.Rows(preferences)));
            if (isCompanyAsked || customers.NeedsCurrencies(company))
            {
                company = await CompanyReading.WithCurrenciesAsync(queries, context.Destination, company, cancellationToken).ConfigureAwait(false);
            }

            answers.AddRange(byKind[ReferenceKinds.Company].Select(
                reference => Answers.FoundForADay(reference, settings.RealmId, context.Now, company.ToAttributes())));
            newCustomers = customers.ToMake(company);
        }

        Creator creator = new(context, options.Value.BatchSize);
        IReadOnlyList<ReferenceAnswer> made = await creator
            .MakeAsync([.. newCustomers, .. items.ToMake(accounts)], cancellationToken)
            .ConfigureAwait(false);
        customers.Take(made);
        items.TakeMade(made);
        return [.. answers, .. customers.AllAnswers, .. items.AllAnswers];
    }
}
