using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>A deposit moves receipts from undeposited funds to a bank account; negative lines are fees.</summary>
internal static class DepositRules
{
    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        draft.Require(document, "DepositToAccountRef", EntityKind.Account);
        Currencies.SetOnDocument(draft, customer: null);
        decimal total = 0m;
        int lines = 0;
        foreach (JsonObject line in document.Children("Line"))
        {
            lines++;
            JsonObject? link = line.Children("LinkedTxn").FirstOrDefault();
            if (link is not null)
            {
                StoredEntity source = Source(draft, link);
                decimal moved = source.Read().Number("TotalAmt") ?? 0m;

                // A transaction is deposited whole, and a refund takes money out of the deposit.
                line["Amount"] = source.Kind == EntityKind.RefundReceipt ? -moved : moved;
            }
            else
            {
                JsonObject detail = line.Child("DepositLineDetail") ?? throw Refuse.Required("DepositLineDetail");
                draft.Require(detail, "AccountRef", EntityKind.Account);
            }

            total += JsonReading.Cents(line.Number("Amount") ?? throw Refuse.Required("Line.Amount"));
        }

        if (lines == 0)
        {
            throw Refuse.Required("Line");
        }

        document["TotalAmt"] = total;
    }

    private static StoredEntity Source(Draft draft, JsonObject link)
    {
        string id = link.Text("TxnId") ?? throw Refuse.Required("LinkedTxn.TxnId");
        if (link.Text("TxnLineId") is null)
        {
            throw Refuse.Required("LinkedTxn.TxnLineId");
        }

        EntityKind kind = link.Text("TxnType") switch
        {
            "SalesReceipt" => EntityKind.SalesReceipt,
            "Payment" => EntityKind.Payment,
            "RefundReceipt" => EntityKind.RefundReceipt,
            _ => throw Refuse.NotLinkable(id),
        };
        StoredEntity source = draft.Books.Find(kind, id) ?? throw Refuse.NotLinkable(id);
        bool free = source.DepositId is null || source.DepositId == draft.Before?.Id;
        return free && source.Read().Reference("DepositToAccountRef") == draft.Books.UndepositedFundsId ? source : throw Refuse.NotLinkable(id);
    }
}
