using System.Text.Json;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds the accounts that settings name against the company's. Pure.</summary>
internal static class AccountCheck
{
    private static readonly string[] OfMoney = ["Bank", "Other Current Asset"];
    private static readonly string[] OfDiscounts = ["Income", "Other Income", "Expense"];
    private static readonly string[] OfExpenses = ["Expense", "Other Expense", "Cost of Goods Sold"];

    public static IEnumerable<Finding> Of(QuickBooksSettings settings, CompanyFacts facts) => All(settings, facts).OfType<Finding>();

    private static IEnumerable<Finding?> All(QuickBooksSettings settings, CompanyFacts facts)
    {
        if (AccountMatch.Income(facts.Accounts, settings.IncomeAccount) is null)
        {
            Failure failure = AccountMatch.NoIncomeAccount(settings.IncomeAccount);
            yield return Found.Error("incomeAccount", $"{failure.Message} {failure.Remedy}");
        }

        foreach ((string setting, string name) in NamedEntries.MoneyAccounts(settings))
        {
            yield return OfAccount(facts, setting, name, OfMoney) ?? OfCurrency(facts, setting, name) ?? OfDeposit(settings, facts, setting, name);
        }

        if (settings.DiscountAccount.Length > 0)
        {
            yield return OfAccount(facts, "discountAccount", settings.DiscountAccount, OfDiscounts);
        }

        if (settings.GatewayFees is { Post: not GatewayFee.Ignore, Account: string account })
        {
            yield return OfAccount(facts, "gatewayFees.account", account, OfExpenses);
        }

        bool needsUndeposited = settings.RefundAccount.Length == 0 && settings.DepositAccount.Length == 0;
        if (needsUndeposited && AccountMatch.UndepositedFunds(facts.Accounts) is null)
        {
            yield return Found.Error("refundAccount", "The company has no active account Undeposited Funds: set refundAccount to the account that refunds are paid from.");
        }
    }

    private static Finding? OfAccount(CompanyFacts facts, string setting, string name, string[] types)
    {
        if (!NamedCheck.TryFind(facts.Accounts, setting, name, "an account", out JsonElement account, out Finding? problem))
        {
            return problem;
        }

        return types.Contains(account.Text("AccountType"), StringComparer.OrdinalIgnoreCase)
            ? null
            : Found.Error(
                setting, $"The setting {setting} names '{name}', which is of the type {account.Text("AccountType")}: name one of the type {string.Join(" or ", types)}.");
    }

    /// <summary>An account takes money in the company's own currency, or in its own from orders in that currency.</summary>
    private static Finding? OfCurrency(CompanyFacts facts, string setting, string name)
    {
        string currency = EntryMatch.Named(facts.Accounts, name)!.Value.RefValue("CurrencyRef");
        return currency.Length == 0 || string.Equals(currency, facts.Company.HomeCurrency, StringComparison.OrdinalIgnoreCase)
            ? null
            : Found.Warning(
                setting,
                $"The setting {setting} names '{name}', which is kept in {currency}: orders in other currencies are held. Name an account in {facts.Company.HomeCurrency} unless all its orders are in {currency}.");
    }

    /// <summary>QuickBooks deposits only what lies in Undeposited Funds.</summary>
    private static Finding? OfDeposit(QuickBooksSettings settings, CompanyFacts facts, string setting, string name) =>
        settings.GatewayFees.Post == GatewayFee.Deposit
        && setting != "gatewayFees.depositAccount" && setting.EndsWith("depositAccount", StringComparison.Ordinal)
        && !AccountMatch.IsUndepositedFunds(EntryMatch.Named(facts.Accounts, name)!.Value)
            ? Found.Error(
                "gatewayFees.post",
                $"Payments are to be deposited less their fee, which takes them from Undeposited Funds, but {setting} sends them to '{name}': leave {setting} out or set gatewayFees.post to Expense.")
            : null;
}
