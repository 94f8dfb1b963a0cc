using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks;

/// <summary>Tries connections to QuickBooks companies.</summary>
internal sealed class QuickBooksConnector(CompanyQueries queries) : IConnector
{
    public string Name => QuickBooksBuilderExtensions.QuickBooks;

    public async Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
    {
        QuickBooksSettings settings;
        try
        {
            settings = connection.Settings.As(QuickBooksJson.Default.QuickBooksSettings);
        }
        catch (JsonException exception)
        {
            string setting = exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "settings";
            return [new Finding(FindingSeverity.Error, setting, $"The setting {setting} has a value that it cannot have.")];
        }

        if (SettingsReader.Problems(settings).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        try
        {
            return [.. await TryAsync(connection, settings, cancellationToken).ConfigureAwait(false)];
        }
        catch (ConnectorException exception)
        {
            Failure failure = exception.Failure;
            return [new Finding(FindingSeverity.Error, "connection", $"{failure.Message} {failure.Remedy}")];
        }
    }

    private async Task<List<Finding>> TryAsync(Connection connection, QuickBooksSettings settings, CancellationToken cancellationToken)
    {
        QueryRound round = new(queries, connection);
        Range profile = round.Add(CompanyReading.Queries);
        Range accountRows = round.Add(true, AccountMatch.All);
        Range codes = round.Add(settings.TaxCode.Length > 0, ListResolver.TaxCodes);
        Range rates = round.Add(settings.TaxCode.Length > 0, ListResolver.TaxRates);
        await round.RunAsync(cancellationToken).ConfigureAwait(false);
        var company = round.Each(profile);
        Company read = await CompanyReading.ReadAsync(queries, connection, company[0], company[1], cancellationToken).ConfigureAwait(false);
        return
        [
            .. OfCompany(read, settings),
            .. OfTaxCode(settings, round.Rows(codes), round.Rows(rates)),
            .. OfAccounts(settings, round.Rows(accountRows)),
        ];
    }

    private static IEnumerable<Finding> OfCompany(Company company, QuickBooksSettings settings)
    {
        if (!company.IsUnitedStates)
        {
            yield return Error("realmId", $"The company is in {company.Country}, and only companies in the United States are supported.");
        }

        switch (company.TaxEngine)
        {
            case TaxEngine.None when !settings.TaxAsLine:
                yield return Warning("taxAsLine", "Sales tax is switched off in the company, so orders with tax are held: switch it on in QuickBooks or set taxAsLine.");
                break;
            case TaxEngine.Manual when settings.TaxCode.Length == 0 && !settings.TaxAsLine:
                yield return Warning("taxCode", "The company keeps its tax rates by hand, so orders with tax are held until taxCode names one of its tax codes.");
                break;
            case TaxEngine.Automated when settings.TaxCode.Length > 0:
                yield return Warning("taxCode", "The company uses automated sales tax, which ignores the setting taxCode.");
                break;
        }

        yield return company.CustomNumbers
            ? Warning("docNumberPrefix", "The company uses its own document numbers. Give each shop its own docNumberPrefix, and keep QuickBooks' warning about duplicate numbers on.")
            : Warning("docNumberPrefix", "Custom transaction numbers are off in the company, so QuickBooks numbers the documents and docNumberPrefix has no effect.");
        if (!company.AllowDiscount || (company.DiscountAccountId.Length == 0 && settings.DiscountAccount.Length == 0))
        {
            yield return Warning("discountAccount", "Discounts are off in the company or have no account, so discounted lines are posted at their reduced amounts.");
        }
    }

    private static IEnumerable<Finding> OfTaxCode(QuickBooksSettings settings, IReadOnlyList<JsonElement> codes, IReadOnlyList<JsonElement> rates)
    {
        if (settings.TaxCode.Length == 0)
        {
            return [];
        }

        Transforming.Reference code = new(
            ReferenceKinds.TaxCode, settings.TaxCode, new Dictionary<string, string> { [Detail.Name] = settings.TaxCode });
        Failure? failure = ListResolver.TaxCode(code, codes, rates, default).Failure;
        return failure is null ? [] : [Error("taxCode", $"{failure.Message} {failure.Remedy}")];
    }

    private static IEnumerable<Finding> OfAccounts(QuickBooksSettings settings, IReadOnlyList<JsonElement> accounts)
    {
        if (AccountMatch.Income(accounts, settings.IncomeAccount) is null)
        {
            Failure failure = AccountMatch.NoIncomeAccount(settings.IncomeAccount);
            yield return Error("incomeAccount", $"{failure.Message} {failure.Remedy}");
        }

        (string Setting, string Name, string[] Types)[] named =
        [
            ("depositAccount", settings.DepositAccount, ["Bank", "Other Current Asset"]),
            ("refundAccount", settings.RefundAccount, ["Bank", "Other Current Asset"]),
            ("discountAccount", settings.DiscountAccount, ["Income", "Other Income", "Expense"]),
        ];
        foreach ((string setting, string name, string[] types) in named)
        {
            if (name.Length == 0)
            {
                continue;
            }

            if (AccountMatch.Named(accounts, name) is not { } account)
            {
                yield return Error(setting, $"The setting {setting} names '{name}', which is not an account of the company.");
            }
            else if (!AccountMatch.IsActive(account))
            {
                yield return Error(setting, $"The setting {setting} names '{name}', which is inactive: make it active or name another.");
            }
            else if (!types.Contains(account.Text("AccountType"), StringComparer.OrdinalIgnoreCase))
            {
                yield return Error(
                    setting, $"The setting {setting} names '{name}', which is of the type {account.Text("AccountType")}: name one of the type {string.Join(" or ", types)}.");
            }
        }

        bool needsUndeposited = settings.RefundAccount.Length == 0 && settings.DepositAccount.Length == 0;
        if (needsUndeposited && AccountMatch.UndepositedFunds(accounts) is null)
        {
            yield return Error("refundAccount", "The company has no active account Undeposited Funds: set refundAccount to the account that refunds are paid from.");
        }
    }

    private static Finding Error(string setting, string message) => new(FindingSeverity.Error, setting, message);

    private static Finding Warning(string setting, string message) => new(FindingSeverity.Warning, setting, message);
}
