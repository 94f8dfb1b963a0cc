using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Tax;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>Sales receipts, refund receipts, invoices and credit memos: lines, discount, tax, total, balance.</summary>
internal static class SalesForm
{
    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        SalesLines lines = SalesLines.Read(draft);
        document["ApplyTaxAfterDiscount"] = draft.Books.Settings.TaxEngine == TaxEngine.Automated || (document.Flag("ApplyTaxAfterDiscount") ?? false);
        SalesTax tax = SalesTax.Compute(draft, lines);
        if (tax.Detail is null)
        {
            document.Remove("TxnTaxDetail");
        }
        else
        {
            document["TxnTaxDetail"] = tax.Detail;
        }

        decimal total = lines.Subtotal - lines.Discount + tax.Total;
        if (total < 0)
        {
            throw Refuse.Business("Transaction amount must be 0 or greater.");
        }

        document["TotalAmt"] = total;
        if (draft.Books.Settings.MultiCurrency)
        {
            document["HomeTotalAmt"] = JsonReading.Cents(total * (document.Number("ExchangeRate") ?? 1m));
        }

        if (draft.Kind == EntityKind.RefundReceipt && document.Text("PrintStatus") == "PrintComplete" && document.Text("PaymentRefNum") is null)
        {
            throw Refuse.Required("PaymentRefNum");
        }

        SetBalance(draft, total);
        SetDefaults(draft, document);
    }

    private static void SetBalance(Draft draft, decimal total)
    {
        decimal open = total - (draft.Before?.Applied ?? 0m);
        if (draft.Kind == EntityKind.Invoice)
        {
            draft.Document["Balance"] = open;
        }
        else if (draft.Kind == EntityKind.CreditMemo)
        {
            draft.Document["Balance"] = open;
            draft.Document["RemainingCredit"] = open;
        }
        else
        {
            draft.Document["Balance"] = 0m;
        }
    }

    private static void SetDefaults(Draft draft, JsonObject document)
    {
        document["EmailStatus"] ??= "NotSet";
        document["PrintStatus"] ??= "NeedToPrint";
        if (draft.Kind == EntityKind.Invoice)
        {
            JsonObject? term = document.Reference("SalesTermRef") is { } termId ? draft.Books.Find(EntityKind.Term, termId)?.Read() : null;
            document["DueDate"] ??= PacificTime.Text(DueDates.Of(document.Date("TxnDate")!.Value, term));
        }

        if (draft.Before is null && document.Reference("CustomerRef") is { } id && draft.Books.Find(EntityKind.Customer, id)?.Read() is { } customer)
        {
            document["BillAddr"] ??= customer["BillAddr"]?.DeepClone();
            document["ShipAddr"] ??= customer["ShipAddr"]?.DeepClone();
        }

        if (document["BillAddr"] is null)
        {
            document.Remove("BillAddr");
        }

        if (document["ShipAddr"] is null)
        {
            document.Remove("ShipAddr");
        }
    }
}
