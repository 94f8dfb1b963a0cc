using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Documents;

internal static class BookClosing
{
    public static void Check(CompanyBooks books, JsonObject document)
    {
        if (books.Settings.BookCloseDate is { } closed && document.Date("TxnDate") is { } date && date <= closed)
        {
            throw books.Settings.BookClosePassword ? Refuse.BooksClosedByPassword() : Refuse.BooksClosed();
        }
    }
}
