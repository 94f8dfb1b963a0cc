using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds accounts that settings name, by id, name or full name.</summary>
internal static class AccountMatch
{
    public static Query All { get; } = new("Account", Query.AlsoInactive);

    public static JsonElement? UndepositedFunds(IReadOnlyList<JsonElement> accounts) =>
        accounts.Where(static account => EntryMatch.IsActive(account) && IsUndepositedFunds(account)).Cast<JsonElement?>().FirstOrDefault();

    public static bool IsUndepositedFunds(JsonElement account) => Is(account, "AccountSubType", "UndepositedFunds");

    /// <summary>The id of the account of made items: the one that is set, or the company's first for sales of products.</summary>
    public static string? Income(IReadOnlyList<JsonElement> accounts, string setting)
    {
        if (setting.Length > 0)
        {
            return EntryMatch.Named(accounts, setting) is { } named && EntryMatch.IsActive(named) && Is(named, "AccountType", "Income") ? named.Text("Id") : null;
        }

        List<JsonElement> income = [.. accounts
            .Where(static account => EntryMatch.IsActive(account) && Is(account, "AccountType", "Income"))
            .OrderBy(static account => account.Number("Id") ?? decimal.MaxValue)];
        JsonElement? best = income.Where(static account => Is(account, "AccountSubType", "SalesOfProductIncome")).Cast<JsonElement?>().FirstOrDefault();
        return best?.Text("Id");
    }

    public static Failure NoIncomeAccount(string setting) => new(
        FailureKind.NeedsAttention,
        "quickbooks.income-account",
        setting.Length > 0
            ? $"The setting incomeAccount names '{Text.Line(setting, 100)}', which is not an active income account of the company."
            : "The company has no active income account for sales of products.",
        "Set incomeAccount to the name of an active income account.");

    private static bool Is(JsonElement account, string member, string value) =>
        string.Equals(account.Text(member), value, StringComparison.OrdinalIgnoreCase);
}
