using System.Text.Json;
using SyncKit.Connectors;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds the items that settings name against the company's. Pure.</summary>
internal static class ItemCheck
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings, CompanyFacts facts) => All(settings, facts).OfType<Finding>();

    private static IEnumerable<Finding?> All(QuickBooksSettings settings, CompanyFacts facts)
    {
        foreach ((string setting, string name) in NamedEntries.MappedItems(settings))
        {
            yield return NamedCheck.TryFind(facts.Items, setting, name, "an item", out JsonElement item, out Finding? problem)
                ? OfType(item, setting, name)
                : problem;
        }

        foreach ((string setting, string name) in NamedEntries.MadeItems(settings))
        {
            yield return EntryMatch.Named(facts.Items, name) is not { } item ? null
                : EntryMatch.IsActive(item) ? OfType(item, setting, name)
                : Found.Warning(setting, $"The setting {setting} names '{name}', which is inactive, so a new item is made: make it active in QuickBooks to go on with it.");
        }

        if (NamedEntries.UsesGiftCards(settings))
        {
            yield return OfGiftCards(settings.GiftCards.Item, facts);
        }
    }

    private static Finding? OfType(JsonElement item, string setting, string name) => ItemFailures.IsSold(item)
        ? null
        : Found.Error(setting, $"The setting {setting} names '{name}', which is a {ItemFailures.TypeOf(item)} and cannot stand on a line: name a product or service.");

    private static Finding? OfGiftCards(string name, CompanyFacts facts)
    {
        const string setting = "giftCards.item";
        if (EntryMatch.Named(facts.Items, name) is not { } item || !EntryMatch.IsActive(item))
        {
            return Found.Warning(setting, $"The company has no active item '{name}', so one is made on the income account: add it in QuickBooks as a service on the liability account of gift cards.");
        }

        string accountId = item.RefValue("IncomeAccountRef");
        JsonElement account = facts.Accounts.FirstOrDefault(row => row.Text("Id") == accountId);
        return OfType(item, setting, name)
            ?? (account.Text("AccountType").EndsWith("Liability", StringComparison.OrdinalIgnoreCase)
                ? null
                : Found.Warning(setting, $"The setting {setting} names '{name}', whose account is no liability, so gift cards change the sales: give the item the liability account of gift cards."));
    }
}
