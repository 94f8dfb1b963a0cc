using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>The account money goes to, or leaves from: undeposited funds unless said otherwise.</summary>
internal static class ReceivingAccount
{
    public static void Set(Draft draft, string currency)
    {
        JsonObject document = draft.Document;
        if (draft.Kind == EntityKind.Invoice || draft.Kind == EntityKind.CreditMemo)
        {
            document.Remove("DepositToAccountRef");
            return;
        }

        if (document.Reference("DepositToAccountRef") is null)
        {
            if (draft.Kind == EntityKind.RefundReceipt)
            {
                throw Refuse.Required("DepositToAccountRef");
            }

            document["DepositToAccountRef"] = JsonReading.Ref(draft.Books.UndepositedFundsId);
        }

        JsonObject account = draft.Require(document, "DepositToAccountRef", EntityKind.Account).Read();
        if (account.Text("AccountType") is not ("Bank" or "Other Current Asset"))
        {
            throw Refuse.AccountType("DepositToAccountRef must be a Bank or Other Current Asset account");
        }

        string accountCurrency = account.Reference("CurrencyRef") ?? draft.Books.Settings.HomeCurrency;
        if (accountCurrency != draft.Books.Settings.HomeCurrency && accountCurrency != currency)
        {
            throw Refuse.Business("The account must be in the home currency or in the currency of the transaction");
        }
    }
}
