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
    public static Query Preferences { get; } = new("Preferences");

    public static IReadOnlyList<Query> Queries { get; } = [new("CompanyInfo"), Preferences];

    /// <exception cref="ConnectorException">QuickBooks did not say.</exception>
    public static async Task<Company> ReadAsync(CompanyQueries queries, Connection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<IReadOnlyList<JsonElement>> rows = await queries.RunAsync(connection, Queries, cancellationToken).ConfigureAwait(false);
        return await WithCurrenciesAsync(queries, connection, Read(Only(rows[0]), Only(rows[1])), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The one row of a list that has one.</summary>
    /// <exception cref="ConnectorException">There is none.</exception>
    public static JsonElement Only(IReadOnlyList<JsonElement> rows) => rows.Count > 0
        ? rows[0]
        : throw new ConnectorException(new Failure(
            FailureKind.Transient, "quickbooks.no-company", "QuickBooks did not describe the company.", "Nothing needs doing: it is tried again."));

    /// <summary>The company without the list of its currencies.</summary>
    /// <param name="info">Its CompanyInfo; the default element when that was not asked for.</param>
    /// <param name="preferences">Its Preferences.</param>
    public static Company Read(JsonElement info, JsonElement preferences)
    {
        JsonElement sales = preferences.Member("SalesFormsPrefs");
        JsonElement money = preferences.Member("CurrencyPrefs");
        JsonElement accounting = preferences.Member("AccountingInfoPrefs");
        string home = money.RefValue("HomeCurrency");
        string discount = sales.Text("DefaultDiscountAccount");
        return new Company
        {
            Name = info.Text("CompanyName"),
            Country = info.Text("Country").ToUpperInvariant(),
            HomeCurrency = home.Length > 0 ? home : "USD",
            TaxEngine = EngineOf(preferences.Member("TaxPrefs")),
            CustomNumbers = sales.IsOn("CustomTxnNumbers"),
            AllowDiscount = sales.IsOn("AllowDiscount"),
            AllowShipping = sales.IsOn("AllowShipping"),
            DiscountAccountId = discount.Length > 0 ? discount : sales.RefValue("DefaultDiscountAccount"),
            MultiCurrency = money.IsOn("MultiCurrencyEnabled"),
            Currencies = [],
            ClassPerLine = accounting.IsOn("ClassTrackingPerTxnLine"),
            ClassPerDocument = accounting.IsOn("ClassTrackingPerTxn"),
            TrackDepartments = accounting.IsOn("TrackDepartments"),
            CustomFields = CustomFieldNames.Read(sales),
            BookCloseDate = Date(accounting.Text("BookCloseDate")),
        };
    }

    /// <summary>The company with the list of its currencies, which is asked for only when it may keep several.</summary>
    /// <exception cref="ConnectorException">QuickBooks is over a limit.</exception>
    public static async Task<Company> WithCurrenciesAsync(
        CompanyQueries queries, Connection connection, Company company, CancellationToken cancellationToken) => company.MultiCurrency
        ? company with { Currencies = await CurrenciesAsync(queries, connection, cancellationToken).ConfigureAwait(false) }
        : company;

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
