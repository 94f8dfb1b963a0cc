using System.Globalization;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Lists what settings name, each with the setting that names it. Pure.</summary>
internal static class NamedEntries
{
    /// <summary>Items that are made when they are missing.</summary>
    public static IEnumerable<(string Setting, string Name)> MadeItems(QuickBooksSettings settings)
    {
        yield return ("shippingItem", settings.ShippingItem);
        yield return ("feeItem", settings.FeeItem);
        yield return ("refundItem", settings.RefundItem);
        if (settings.TaxAsLine)
        {
            yield return ("taxItem", settings.TaxItem);
        }

        if (settings.RoundingItem.Length > 0)
        {
            yield return ("roundingItem", settings.RoundingItem);
        }

        if (settings.CatchAllItem.Length > 0 && settings.CreateItems)
        {
            yield return ("catchAllItem", settings.CatchAllItem);
        }
    }

    /// <summary>Items that are never made.</summary>
    public static IEnumerable<(string Setting, string Name)> MappedItems(QuickBooksSettings settings) =>
    [
        .. settings.CatchAllItem.Length > 0 && !settings.CreateItems ? [("catchAllItem", settings.CatchAllItem)] : Array.Empty<(string, string)>(),
        .. settings.ItemMap.Values.Distinct(StringComparer.OrdinalIgnoreCase).Select(static name => ("itemMap", name)),
        .. settings.FeeItems.Values.Distinct(StringComparer.OrdinalIgnoreCase).Select(static name => ("feeItems", name)),
    ];

    public static IEnumerable<string> AllItems(QuickBooksSettings settings) =>
        MadeItems(settings).Concat(MappedItems(settings)).Select(static entry => entry.Name).Append(settings.GiftCards.Item);

    public static bool UsesGiftCards(QuickBooksSettings settings) => settings.GiftCards.MetaKeys.Count > 0 || settings.GiftCards.FeeNames.Count > 0;

    public static IEnumerable<(string Setting, string Name)> TaxCodes(QuickBooksSettings settings) =>
    [
        .. Set("taxCode", settings.TaxCode),
        .. settings.TaxCodes.Select(static (rule, i) => ($"taxCodes[{Number(i)}].code", rule.Code)),
        .. Set("zeroTaxCode", settings.ZeroTaxCode),
    ];

    public static IEnumerable<(string Setting, string Name)> PaymentMethods(QuickBooksSettings settings) =>
        settings.Payments.SelectMany(static (rule, i) => Set($"payments[{Number(i)}].paymentMethod", rule.PaymentMethod));

    /// <summary>Accounts that money of orders goes to or comes from.</summary>
    public static IEnumerable<(string Setting, string Name)> MoneyAccounts(QuickBooksSettings settings) =>
    [
        .. Set("depositAccount", settings.DepositAccount),
        .. Set("refundAccount", settings.RefundAccount),
        .. settings.Payments.SelectMany(static (rule, i) => Set($"payments[{Number(i)}].depositAccount", rule.DepositAccount)),
        .. settings.Payments.SelectMany(static (rule, i) => Set($"payments[{Number(i)}].refundAccount", rule.RefundAccount)),
        .. settings.GatewayFees.Post == GatewayFee.Deposit ? Set("gatewayFees.depositAccount", settings.GatewayFees.DepositAccount) : [],
    ];

    /// <summary>Classes or departments that are taken where an order has none.</summary>
    public static IEnumerable<(string Setting, string Name)> Defaults(QuickBooksSettings settings, string target) => settings.Fields
        .Select(static (rule, i) => (rule, i))
        .Where(pair => pair.rule.To == target && pair.rule.Default.Length > 0)
        .Select(static pair => ($"fields[{Number(pair.i)}].default", pair.rule.Default));

    public static IEnumerable<string> Customers(QuickBooksSettings settings) => settings.CustomersByRole.Values.Append(settings.GuestCustomer);

    private static IEnumerable<(string Setting, string Name)> Set(string setting, string name) => name.Length > 0 ? [(setting, name)] : [];

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
