using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Ledger;

/// <summary>
/// What a document does to the accounts, by double entry. Amounts in a foreign currency are taken at the document's own exchange rate;
/// gains and losses between two rates are not worked out.
/// </summary>
internal sealed class Journal(CompanyBooks books)
{
    private const string ShippingItem = "SHIPPING_ITEM_ID";

    private readonly string receivable = AccountNamed(books, "Accounts Receivable (A/R)");
    private readonly string taxPayable = AccountNamed(books, "Sales Tax Payable");
    private readonly string exchange = string.Empty;
    private readonly Dictionary<string, string?> incomeAccounts = new(StringComparer.Ordinal);

    public IEnumerable<JournalLine> Lines(EntityKind kind, JsonObject document)
    {
        decimal rate = document.Number("ExchangeRate") ?? 1m;
        List<JournalLine> lines = [.. Postings(kind, document).Select(line => line with { Debit = JsonReading.Cents(line.Debit * rate) })];

        // Rounding line by line into the home currency may leave a cent, which QuickBooks keeps as exchange difference.
        decimal rest = -lines.Sum(line => line.Debit);
        return rest == 0 ? lines : lines.Append(new JournalLine(exchange, rest));
    }

    private static string AccountNamed(CompanyBooks books, string name) => books[EntityKind.Account].Where("Name", name)[0].Id;

    private static IEnumerable<JournalLine> Reversed(IEnumerable<JournalLine> lines) => lines.Select(line => line with { Debit = -line.Debit });

    private IEnumerable<JournalLine> Postings(EntityKind kind, JsonObject document)
    {
        string? customer = document.Reference("CustomerRef");
        decimal total = document.Number("TotalAmt") ?? 0m;
        if (kind == EntityKind.Payment)
        {
            return [new JournalLine(document.Reference("DepositToAccountRef")!, total), new JournalLine(receivable, -total, customer)];
        }

        if (kind == EntityKind.Purchase)
        {
            return document.Children("Line")
                .Select(line => new JournalLine(line.Child("AccountBasedExpenseLineDetail").Reference("AccountRef")!, line.Number("Amount") ?? 0m))
                .Append(new JournalLine(document.Reference("AccountRef")!, -total));
        }

        if (kind == EntityKind.Deposit)
        {
            return document.Children("Line")
                .Select(line => new JournalLine(line.Child("DepositLineDetail").Reference("AccountRef") ?? books.UndepositedFundsId, -(line.Number("Amount") ?? 0m)))
                .Append(new JournalLine(document.Reference("DepositToAccountRef")!, total));
        }

        JournalLine owed = document.Reference("DepositToAccountRef") is { } account ? new JournalLine(account, total) : new JournalLine(receivable, total, customer);
        IEnumerable<JournalLine> sale = Sale(document).Prepend(owed);
        return kind == EntityKind.CreditMemo || kind == EntityKind.RefundReceipt ? Reversed(sale) : sale;
    }

    private IEnumerable<JournalLine> Sale(JsonObject document)
    {
        foreach (JsonObject line in document.Children("Line"))
        {
            decimal amount = line.Number("Amount") ?? 0m;
            if (line.Child("DiscountLineDetail") is { } discount)
            {
                yield return new JournalLine(discount.Reference("DiscountAccountRef") ?? books.DiscountAccountId, amount);
            }
            else if (line.Child("SalesItemLineDetail") is { } sold && sold.Reference("ItemRef") is { } item)
            {
                yield return new JournalLine(sold.Reference("ItemAccountRef") ?? IncomeAccount(item), -amount);
            }
        }

        foreach (JsonObject tax in document.Child("TxnTaxDetail").Children("TaxLine"))
        {
            yield return new JournalLine(taxPayable, -(tax.Number("Amount") ?? 0m), Rate: tax.Child("TaxLineDetail").Reference("TaxRateRef"));
        }
    }

    private string IncomeAccount(string item)
    {
        if (item == ShippingItem)
        {
            return books.ShippingAccountId;
        }

        if (!incomeAccounts.TryGetValue(item, out string? account))
        {
            incomeAccounts[item] = account = books.Find(EntityKind.Item, item)?.Read().Reference("IncomeAccountRef");
        }

        return account ?? books.ShippingAccountId;
    }
}
