using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>An invoice or credit memo that is voided or deleted lets go of its payments: what they applied to it becomes unapplied.</summary>
internal static class Releasing
{
    public static void FreePayments(CompanyBooks books, StoredEntity row)
    {
        if (row.Kind != EntityKind.Invoice && row.Kind != EntityKind.CreditMemo)
        {
            return;
        }

        foreach (JsonObject link in row.Read().Children("LinkedTxn").Where(link => link.Text("TxnType") == EntityKind.Payment.Name).ToList())
        {
            if (books[EntityKind.Payment].Find(link.Text("TxnId")!) is { } payment)
            {
                Free(books, payment, row);
            }
        }

        row.Applied = 0m;
    }

    private static void Free(CompanyBooks books, StoredEntity payment, StoredEntity row)
    {
        JsonObject previous = payment.Read();
        JsonObject document = payment.Read();

        // A payment without money only joins two documents: nothing of it is left when one of them goes.
        bool onlyJoins = document.Number("TotalAmt") == 0m;
        JsonArray lines = [.. document.Children("Line").Where(line => !onlyJoins && !LinksTo(line, row)).Select(line => line.DeepClone())];
        document["Line"] = lines;
        document["UnappliedAmt"] = (document.Number("TotalAmt") ?? 0m) - lines.OfType<JsonObject>().Sum(Paid);
        books.Replace(payment, document);
        Links.Attach(books, payment, document, previous);
    }

    private static bool LinksTo(JsonObject line, StoredEntity row) =>
        line.Children("LinkedTxn").Any(link => link.Text("TxnId") == row.Id);

    private static decimal Paid(JsonObject line) =>
        (line.Number("Amount") ?? 0m) * (line.Children("LinkedTxn").Any(link => link.Text("TxnType") == EntityKind.CreditMemo.Name) ? -1 : 1);
}
