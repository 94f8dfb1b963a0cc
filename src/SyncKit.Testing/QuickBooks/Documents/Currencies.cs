using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>One currency per customer for ever, and one per document, which is the customer's.</summary>
internal static class Currencies
{
    public static void SetOnName(Draft draft)
    {
        CompanyBooks books = draft.Books;
        string currency = draft.Document.Reference("CurrencyRef") ?? draft.Previous.Reference("CurrencyRef") ?? books.Settings.HomeCurrency;
        RefuseForeign(books, currency);
        if (draft.Previous.Reference("CurrencyRef") is { } before && before != currency)
        {
            throw Refuse.Business("The currency of a customer or vendor can not be changed");
        }

        books.Currencies.Add(currency);
        draft.Document["CurrencyRef"] = JsonReading.Ref(currency);
    }

    /// <summary>Returns the document's currency.</summary>
    public static string SetOnDocument(Draft draft, StoredEntity? customer)
    {
        CompanyBooks books = draft.Books;
        string? sent = draft.Document.Reference("CurrencyRef");
        if (books.Settings.MultiCurrency && sent is null)
        {
            throw Refuse.Required("CurrencyRef");
        }

        string home = books.Settings.HomeCurrency;
        string currency = sent ?? home;
        RefuseForeign(books, currency);
        if (customer?.Read().Reference("CurrencyRef") is { } own && own != currency)
        {
            throw Refuse.Business("The currency of the transaction must be the currency of the customer");
        }

        draft.Document["CurrencyRef"] = JsonReading.Ref(currency);
        if (books.Settings.MultiCurrency)
        {
            draft.Document["ExchangeRate"] ??= 1m;
        }

        return currency;
    }

    private static void RefuseForeign(CompanyBooks books, string currency)
    {
        if (!books.Settings.MultiCurrency && currency != books.Settings.HomeCurrency)
        {
            throw Refuse.Business("Multi Currency should be enabled to perform this operation");
        }
    }
}
