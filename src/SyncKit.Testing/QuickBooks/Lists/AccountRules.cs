using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Lists;

internal static class AccountRules
{
    private static readonly Dictionary<string, string> Classifications = new(StringComparer.Ordinal)
    {
        ["Bank"] = "Asset",
        ["Accounts Receivable"] = "Asset",
        ["Other Current Asset"] = "Asset",
        ["Fixed Asset"] = "Asset",
        ["Other Asset"] = "Asset",
        ["Accounts Payable"] = "Liability",
        ["Credit Card"] = "Liability",
        ["Other Current Liability"] = "Liability",
        ["Long Term Liability"] = "Liability",
        ["Equity"] = "Equity",
        ["Income"] = "Revenue",
        ["Other Income"] = "Revenue",
        ["Expense"] = "Expense",
        ["Other Expense"] = "Expense",
        ["Cost of Goods Sold"] = "Expense",
    };

    private static readonly Dictionary<string, string> TypesOfSubTypes = new(StringComparer.Ordinal)
    {
        ["UndepositedFunds"] = "Other Current Asset",
        ["Inventory"] = "Other Current Asset",
        ["Checking"] = "Bank",
        ["Savings"] = "Bank",
        ["CashOnHand"] = "Bank",
        ["AccountsReceivable"] = "Accounts Receivable",
        ["SalesOfProductIncome"] = "Income",
        ["ServiceFeeIncome"] = "Income",
        ["DiscountsRefundsGiven"] = "Income",
        ["OtherPrimaryIncome"] = "Income",
        ["GlobalTaxPayable"] = "Other Current Liability",
        ["SalesTaxPayable"] = "Other Current Liability",
        ["OtherCurrentLiabilities"] = "Other Current Liability",
        ["SuppliesMaterialsCogs"] = "Cost of Goods Sold",
        ["BankCharges"] = "Expense",
        ["OtherMiscellaneousServiceCost"] = "Expense",
    };

    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        string? subType = document.Text("AccountSubType");
        string? type = document.Text("AccountType") ?? (subType is null ? null : TypesOfSubTypes.GetValueOrDefault(subType));
        if (type is null)
        {
            throw subType is null ? Refuse.AccountTypeMissing() : Refuse.InvalidEnumeration("AccountSubType", subType);
        }

        document["AccountType"] = type;
        document["Classification"] = Classifications.TryGetValue(type, out string? classification) ? classification : throw Refuse.InvalidEnumeration("AccountType", type);
        document["CurrentBalance"] = 0m;
        document["CurrencyRef"] = JsonReading.Ref(document.Reference("CurrencyRef") ?? draft.Books.Settings.HomeCurrency);
    }
}
