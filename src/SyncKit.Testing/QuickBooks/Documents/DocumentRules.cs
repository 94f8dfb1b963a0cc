using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>What every transaction needs, then what its kind needs.</summary>
internal static class DocumentRules
{
    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        document["TxnDate"] = PacificTime.Text(document.Date("TxnDate") ?? PacificTime.Date(draft.Books.Now));
        BookClosing.Check(draft.Books, document);
        CustomFields.Set(draft, draft.Kind.IsSalesForm);
        if (draft.Kind == EntityKind.Deposit)
        {
            DepositRules.Prepare(draft);
            return;
        }

        if (draft.Kind == EntityKind.Purchase)
        {
            PurchaseRules.Prepare(draft);
            return;
        }

        StoredEntity? customer = draft.Resolve(document, "CustomerRef", EntityKind.Customer);
        bool customerNeeded = draft.Kind == EntityKind.Payment || draft.Kind == EntityKind.Invoice || draft.Kind == EntityKind.CreditMemo;
        if (customer is null && customerNeeded)
        {
            throw Refuse.Required("CustomerRef");
        }

        string currency = Currencies.SetOnDocument(draft, customer);
        Tracking.SetOnDocument(draft);
        draft.Resolve(document, "PaymentMethodRef", EntityKind.PaymentMethod);
        draft.Resolve(document, "SalesTermRef", EntityKind.Term);
        ReceivingAccount.Set(draft, currency);
        DocumentNumbers.Set(draft);
        if (draft.Kind == EntityKind.Payment)
        {
            AutoApply.Set(draft);
            PaymentRules.Prepare(draft);
        }
        else
        {
            SalesForm.Prepare(draft);
        }
    }
}
