using System.Globalization;
using SyncKit.Connectors;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with the names of customers, items and other entries, and with the maps to them. Pure.</summary>
internal static class EntryProblems
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings)
    {
        foreach ((string setting, string name, int most, bool required) in Names(settings))
        {
            int length = Text.Name(name, int.MaxValue).Length;
            if (required && length == 0)
            {
                yield return Found.Error(setting, $"The setting {setting} is empty: give it a name or leave it out.");
            }
            else if (length > most)
            {
                yield return Found.Error(setting, $"The setting {setting} is longer than {most.ToString(CultureInfo.InvariantCulture)} characters.");
            }
        }

        foreach ((string setting, IReadOnlyDictionary<string, string> map) in Maps(settings))
        {
            foreach ((string from, string to) in map)
            {
                if (string.IsNullOrWhiteSpace(from) || string.IsNullOrWhiteSpace(to))
                {
                    yield return Found.Error(setting, $"The setting {setting} has an entry '{from}' to '{to}' with an empty side: fill it in or take it out.");
                }
            }

            if (map.Keys.GroupBy(static key => key.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            {
                yield return Found.Error(setting, $"The setting {setting} has '{twice.Key}' twice: take one out.");
            }
        }

        if (settings.ItemMatch == ItemMatch.Sku && settings.CatchAllItem.Length == 0)
        {
            yield return Found.Warning("catchAllItem", "Items are found by SKU only and catchAllItem is empty, so orders with a line without a SKU are held: name an item.");
        }
    }

    private static (string Setting, string Name, int Most, bool Required)[] Names(QuickBooksSettings settings) =>
    [
        ("shippingItem", settings.ShippingItem, 100, true),
        ("feeItem", settings.FeeItem, 100, true),
        ("refundItem", settings.RefundItem, 100, true),
        ("taxItem", settings.TaxItem, 100, true),
        ("giftCards.item", settings.GiftCards.Item, 100, true),
        ("guestCustomer", settings.GuestCustomer, 500, true),
        ("roundingItem", settings.RoundingItem, 100, false),
        ("catchAllItem", settings.CatchAllItem, 100, false),
        ("term", settings.Term, 31, false),
        ("storeName", settings.StoreName, 200, false),
    ];

    private static (string Setting, IReadOnlyDictionary<string, string> Map)[] Maps(QuickBooksSettings settings) =>
    [
        ("customersByRole", settings.CustomersByRole),
        ("itemMap", settings.ItemMap),
        ("feeItems", settings.FeeItems),
    ];
}
