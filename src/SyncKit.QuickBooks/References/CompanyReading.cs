using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.References;

/// <summary>Reads what a company is like.</summary>
internal static class CompanyReading
{
    public static IReadOnlyList<Query> Queries { get; } = [new("CompanyInfo"), new("Preferences")];

    /// <exception cref="ConnectorException">QuickBooks did not say.</exception>
    public static async Task<Company> ReadAsync(CompanyQueries queries, Connection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<IReadOnlyList<JsonElement>> rows = await queries.RunAsync(connection, Queries, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(queries, connection, rows[0], rows[1], cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ConnectorException">QuickBooks did not say.</exception>
    public static async Task<Company> ReadAsync(
        CompanyQueries queries,
        Connection connection,
        IReadOnlyList<JsonElement> infos,
        IReadOnlyList<JsonElement> preferences,
        CancellationToken cancellationToken)
    {
        if (infos.Count == 0 || preferences.Count == 0)
        {
            throw new ConnectorException(new Failure(
                FailureKind.Transient, "quickbooks.no-company", "QuickBooks did not describe the company.", "Nothing needs doing: it is tried again."));
        }

        JsonElement sales = preferences[0].Member("SalesFormsPrefs");
        JsonElement money = preferences[0].Member("CurrencyPrefs");
        string home = money.RefValue("HomeCurrency");
        bool multiCurrency = money.IsOn("MultiCurrencyEnabled");
        string discount = sales.Text("DefaultDiscountAccount");
        return new Company
        {
            Name = infos[0].Text("CompanyName"),
            Country = infos[0].Text("Country").ToUpperInvariant(),
            HomeCurrency = home.Length > 0 ? home : "USD",
            TaxEngine = EngineOf(preferences[0].Member("TaxPrefs")),
            CustomNumbers = sales.IsOn("CustomTxnNumbers"),
            AllowDiscount = sales.IsOn("AllowDiscount"),
            DiscountAccountId = discount.Length > 0 ? discount : sales.RefValue("DefaultDiscountAccount"),
            MultiCurrency = multiCurrency,
            Currencies = multiCurrency ? await CurrenciesAsync(queries, connection, cancellationToken).ConfigureAwait(false) : [],
            BookCloseDate = Date(preferences[0].Member("AccountingInfoPrefs").Text("BookCloseDate")),
        };
    }

    /// <summary>A switched-on company without the automated switch keeps its rates by hand; one whose switch is off has not set tax up.</summary>
    private static TaxEngine EngineOf(JsonElement tax) =>
        !tax.IsOn("UsingSalesTax") ? TaxEngine.None
        : tax.Text("PartnerTaxEnabled").ToLowerInvariant() switch
        {
            "" => TaxEngine.Manual,
            "true" => TaxEngine.Automated,
            _ => TaxEngine.None,
        };

    private static async Task<IReadOnlyList<string>> CurrenciesAsync(CompanyQueries queries, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await queries.RunAsync(connection, [new Query("CompanyCurrency")], cancellationToken).ConfigureAwait(false);
            return [.. rows[0].Select(static row => row.Text("Code")).Where(static code => code.Length > 0)];
        }
        catch (ConnectorException exception) when (exception.Failure.Kind != FailureKind.RateLimited)
        {
            // The company answered everything else a moment ago. One that does not list its currencies decides about each document itself.
            return [Company.AnyCurrency];
        }
    }

    private static DateOnly? Date(string text) =>
        text.Length >= 10
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : null;
}
