using System.Globalization;

namespace SyncKit.Testing.QuickBooks;

/// <summary>
/// The books of a <see cref="SimulatedCompany"/> as an accountant sees them: what its documents come to per account, in the home currency.
/// Whatever is zero is left out, so two companies with the same balances are in the same books.
/// </summary>
public sealed class CompanyBalances
{
    private readonly string undeposited;
    private readonly string discounts;

    internal CompanyBalances(
        IReadOnlyList<AccountBalance> accounts,
        IReadOnlyDictionary<string, decimal> receivableByCustomer,
        IReadOnlyDictionary<string, decimal> salesTaxByRate,
        IReadOnlyDictionary<string, decimal> salesTaxByAgency,
        string undeposited,
        string discounts)
    {
        Accounts = [.. accounts.OrderBy(account => account.Name, StringComparer.Ordinal)];
        ReceivableByCustomer = receivableByCustomer;
        SalesTaxByRate = salesTaxByRate;
        SalesTaxByAgency = salesTaxByAgency;
        this.undeposited = undeposited;
        this.discounts = discounts;
    }

    /// <summary>The accounts that hold anything, by name.</summary>
    public IReadOnlyList<AccountBalance> Accounts { get; }

    /// <summary>What customers owe, less what they have in credit.</summary>
    public decimal Receivable => ReceivableByCustomer.Values.Sum();

    /// <summary>What each customer owes by display name; negative for a credit.</summary>
    public IReadOnlyDictionary<string, decimal> ReceivableByCustomer { get; }

    /// <summary>What was earned on all income accounts, the discounts taken off.</summary>
    public decimal Revenue => Sum("Income") + Sum("Other Income");

    /// <summary>What was earned, by the full name of the income account; the discounts are negative.</summary>
    public IReadOnlyDictionary<string, decimal> RevenueByAccount =>
        Accounts.Where(account => account.Type is "Income" or "Other Income").ToDictionary(account => account.Name, account => account.Amount, StringComparer.Ordinal);

    /// <summary>What was given in discounts on the company's discount account.</summary>
    public decimal Discounts => -Account(discounts);

    /// <summary>What was spent on expense accounts.</summary>
    public decimal Expenses => Sum("Expense") + Sum("Other Expense") + Sum("Cost of Goods Sold");

    /// <summary>The sales tax that is owed.</summary>
    public decimal SalesTax => SalesTaxByRate.Values.Sum();

    /// <summary>The sales tax that is owed by the name of its rate.</summary>
    public IReadOnlyDictionary<string, decimal> SalesTaxByRate { get; }

    /// <summary>The sales tax that is owed by the name of the agency.</summary>
    public IReadOnlyDictionary<string, decimal> SalesTaxByAgency { get; }

    /// <summary>What waits to be deposited.</summary>
    public decimal UndepositedFunds => Account(undeposited);

    /// <summary>What is on all bank accounts.</summary>
    public decimal Bank => Sum("Bank");

    /// <summary>The balance of an account.</summary>
    /// <param name="name">Its full name, for example <c>Checking</c>.</param>
    /// <returns>The balance, zero when the account holds nothing or is not there.</returns>
    public decimal Account(string name) => Accounts.Where(account => account.Name == name).Sum(account => account.Amount);

    /// <summary>The accounts, one a line.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() =>
        string.Join('\n', Accounts.Select(account => string.Create(CultureInfo.InvariantCulture, $"{account.Name}: {account.Amount:0.00}")));

    private decimal Sum(string type) => Accounts.Where(account => account.Type == type).Sum(account => account.Amount);
}
