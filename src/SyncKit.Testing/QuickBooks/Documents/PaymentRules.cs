using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>A payment pays invoices of its customer, uses up credit memos, and keeps the rest as credit.</summary>
internal static class PaymentRules
{
    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        decimal total = JsonReading.Cents(document.Number("TotalAmt") ?? throw Refuse.Business("You must set a transaction amount."));
        decimal paid = 0m;
        decimal credited = 0m;
        foreach (JsonObject line in document.Children("Line"))
        {
            decimal amount = JsonReading.Cents(line.Number("Amount") ?? throw Refuse.Required("Line.Amount"));
            foreach (JsonObject link in line.Children("LinkedTxn"))
            {
                StoredEntity target = Target(draft, link);
                RefuseTooMuch(draft, target, amount);
                if (target.Kind == EntityKind.Invoice)
                {
                    paid += amount;
                }
                else
                {
                    credited += amount;
                }
            }
        }

        if (paid - credited > total)
        {
            throw Refuse.Business("The amount applied is larger than the amount of the payment.");
        }

        document["TotalAmt"] = total;
        document["UnappliedAmt"] = total - (paid - credited);
    }

    private static StoredEntity Target(Draft draft, JsonObject link)
    {
        string id = link.Text("TxnId") ?? throw Refuse.Required("LinkedTxn.TxnId");
        string type = link.Text("TxnType") ?? throw Refuse.Required("LinkedTxn.TxnType");
        EntityKind kind = type switch
        {
            "Invoice" => EntityKind.Invoice,
            "CreditMemo" => EntityKind.CreditMemo,
            _ => throw Refuse.NotLinkable(id),
        };
        StoredEntity target = draft.Books.Find(kind, id) ?? throw Refuse.NotLinkable(id);
        JsonObject linked = target.Read();
        return linked.Reference("CustomerRef") == draft.Document.Reference("CustomerRef") && linked.Reference("CurrencyRef") == draft.Document.Reference("CurrencyRef")
            ? target
            : throw Refuse.NotLinkable(id);
    }

    private static void RefuseTooMuch(Draft draft, StoredEntity target, decimal amount)
    {
        decimal ownBefore = Links.AppliedBy(draft.Previous, target);
        decimal open = (target.Read().Number("Balance") ?? 0m) + ownBefore;
        if (amount > open)
        {
            throw Refuse.Business("The amount applied is larger than the open balance of the transaction.");
        }
    }
}
