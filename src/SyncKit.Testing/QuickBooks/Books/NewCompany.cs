using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Tax;

namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>What QuickBooks puts into a new company.</summary>
internal static class NewCompany
{
    private static readonly (string Name, string Type, string SubType)[] Accounts =
    [
        ("Checking", "Bank", "Checking"),
        ("Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
        ("Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable"),
        ("Inventory Asset", "Other Current Asset", "Inventory"),
        ("Sales Tax Payable", "Other Current Liability", "SalesTaxPayable"),
        ("Sales of Product Income", "Income", "SalesOfProductIncome"),
        ("Sales", "Income", "SalesOfProductIncome"),
        ("Services", "Income", "ServiceFeeIncome"),
        ("Discounts given", "Income", "DiscountsRefundsGiven"),
        ("Shipping Income", "Income", "OtherPrimaryIncome"),
        ("Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
        ("Bank Charges", "Expense", "BankCharges"),
        ("Opening Balance Equity", "Equity", "OpeningBalanceEquity"),
    ];

    private static readonly (string Name, string Type)[] PaymentMethods =
    [
        ("Cash", "NON_CREDIT_CARD"), ("Check", "NON_CREDIT_CARD"), ("Visa", "CREDIT_CARD"), ("MasterCard", "CREDIT_CARD"),
        ("American Express", "CREDIT_CARD"), ("Discover", "CREDIT_CARD"),
    ];

    public static void Fill(CompanyBooks books)
    {
        books.Currencies.Add(books.Settings.HomeCurrency);
        Writing.EntityWriter writer = new(books);
        foreach ((string name, string type, string subType) in Accounts)
        {
            StoredEntity account = writer.Create(EntityKind.Account, new JsonObject { ["Name"] = name, ["AccountType"] = type, ["AccountSubType"] = subType });
            switch (name)
            {
                case "Undeposited Funds":
                    books.UndepositedFundsId = account.Id;
                    break;
                case "Discounts given":
                    books.DiscountAccountId = account.Id;
                    break;
                case "Shipping Income":
                    books.ShippingAccountId = account.Id;
                    break;
            }
        }

        foreach ((string name, string type) in PaymentMethods)
        {
            writer.Create(EntityKind.PaymentMethod, new JsonObject { ["Name"] = name, ["Type"] = type });
        }

        writer.Create(EntityKind.Term, new JsonObject { ["Name"] = "Due on receipt", ["DueDays"] = 0 });
        writer.Create(EntityKind.Term, new JsonObject { ["Name"] = "Net 30", ["DueDays"] = 30 });
        AddTax(books, writer);
        foreach (string currency in books.Settings.MultiCurrency ? books.Settings.ForeignCurrencies : [])
        {
            books.Add(EntityKind.CompanyCurrency, new JsonObject { ["Code"] = currency, ["Name"] = currency, ["Active"] = true });
        }

        CompanyProfile.Write(books);
    }

    private static void AddTax(CompanyBooks books, Writing.EntityWriter writer)
    {
        if (books.Settings.TaxEngine == TaxEngine.None && books.IsUs)
        {
            return;
        }

        string agency = writer.Create(EntityKind.TaxAgency, new JsonObject { ["DisplayName"] = "Department of Revenue", ["TaxTrackedOnSales"] = true }).Id;
        if (books.IsUs)
        {
            foreach (string pseudo in (string[])["TAX", "NON"])
            {
                books.Add(EntityKind.TaxCode, new JsonObject { ["Name"] = pseudo, ["Active"] = true, ["Taxable"] = pseudo == "TAX", ["TaxGroup"] = false }, id: pseudo);
            }
        }

        if (books.Settings.TaxEngine == TaxEngine.Automated)
        {
            string[] rates = [.. books.Settings.AutomatedTaxRates.Select((rate, index) =>
                TaxRates.AddRate(books, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Automated {index + 1}"), rate, agency))];
            books.AutomatedTaxCodeId = TaxRates.AddCode(books, "Automated", [.. rates.Select(rate => (rate, false))]);
        }
    }
}
