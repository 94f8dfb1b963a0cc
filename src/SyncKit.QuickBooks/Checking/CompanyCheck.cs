using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds settings against the live company: one batch of queries, then pure checks.</summary>
internal sealed class CompanyCheck(CompanyQueries queries)
{
    /// <exception cref="ConnectorException">The company could not be read.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(Connection connection, QuickBooksSettings settings, CancellationToken cancellationToken) =>
        Findings(settings, await ReadAsync(connection, settings, cancellationToken).ConfigureAwait(false));

    /// <summary>What settings and company say of each other. Pure.</summary>
    public static IReadOnlyList<Finding> Findings(QuickBooksSettings settings, CompanyFacts facts) =>
    [
        .. FormCheck.Of(settings, facts),
        .. TaxCheck.Of(settings, facts),
        .. AccountCheck.Of(settings, facts),
        .. ItemCheck.Of(settings, facts),
        .. CustomerCheck.Of(settings, facts),
        .. ListCheck.Of(settings, facts),
    ];

    private async Task<CompanyFacts> ReadAsync(Connection connection, QuickBooksSettings settings, CancellationToken cancellationToken)
    {
        QueryRound round = new(queries, connection);
        Range profile = round.Add(CompanyReading.Queries);
        Range accounts = round.Add([AccountMatch.All]);
        Range items = round.Add([.. EntryMatch.Queries("Item", "Name", [.. NamedEntries.AllItems(settings)])]);
        Range codes = round.Add(NamedEntries.TaxCodes(settings).Any(), ListResolver.TaxCodes);
        Range rates = round.Add(NamedEntries.TaxCodes(settings).Any(), ListResolver.TaxRates);
        Range methods = round.Add(NamedEntries.PaymentMethods(settings).Any(), ListResolver.PaymentMethods);
        Range terms = round.Add(settings.Term.Length > 0, ListResolver.Terms);
        Range classes = round.Add(NamedEntries.Defaults(settings, FieldTargets.Class).Any(), ListResolver.Classes);
        Range departments = round.Add(NamedEntries.Defaults(settings, FieldTargets.Department).Any(), ListResolver.Departments);
        Range customers = round.Add([.. EntryMatch.Queries(CustomerResolver.Entity, "DisplayName", [.. NamedEntries.Customers(settings)])]);
        await round.RunAsync(cancellationToken).ConfigureAwait(false);

        JsonElement info = CompanyReading.Only(round.Each(profile)[0]);
        JsonElement preferences = CompanyReading.Only(round.Each(profile)[1]);
        return new CompanyFacts
        {
            Company = CompanyReading.Read(info, preferences),
            Subscription = info.Items("NameValue").FirstOrDefault(static pair => pair.Text("Name") == "SubscriptionStatus").Text("Value"),
            AppliesPayments = preferences.Member("SalesFormsPrefs").IsOn("AutoApplyPayments"),
            Accounts = round.Rows(accounts),
            Items = round.Rows(items),
            TaxCodes = round.Rows(codes),
            TaxRates = round.Rows(rates),
            PaymentMethods = round.Rows(methods),
            Terms = round.Rows(terms),
            Classes = round.Rows(classes),
            Departments = round.Rows(departments),
            Customers = round.Rows(customers),
        };
    }
}
