using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>A new payment that names no document pays the customer's oldest open invoices, where the company wants it so.</summary>
internal static class AutoApply
{
    public static void Set(Draft draft)
    {
        if (!draft.Books.Settings.AutoApplyPayments || draft.Before is not null || draft.Document.Children("Line").Any())
        {
            return;
        }

        decimal left = JsonReading.Cents(draft.Document.Number("TotalAmt") ?? 0m);
        JsonArray lines = [];
        foreach ((string id, decimal open) in OpenInvoices(draft))
        {
            if (left <= 0)
            {
                break;
            }

            decimal paid = Math.Min(left, open);
            left -= paid;
            lines.Add(new JsonObject
            {
                ["Amount"] = paid,
                ["LinkedTxn"] = new JsonArray { new JsonObject { ["TxnId"] = id, ["TxnType"] = EntityKind.Invoice.Name } },
            });
        }

        if (lines.Count > 0)
        {
            draft.Document["Line"] = lines;
        }
    }

    private static IEnumerable<(string Id, decimal Open)> OpenInvoices(Draft draft) =>
        from row in draft.Books[EntityKind.Invoice].Rows
        where !draft.Books.IsHidden(row)
        let invoice = row.Read()
        where invoice.Reference("CustomerRef") == draft.Document.Reference("CustomerRef")
            && invoice.Reference("CurrencyRef") == draft.Document.Reference("CurrencyRef")
            && invoice.Number("Balance") > 0
        orderby invoice.Date("TxnDate")
        select (row.Id, invoice.Number("Balance")!.Value);
}
