using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>An expense: money that leaves an account for what its lines name.</summary>
internal static class PurchaseRules
{
    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        string type = document.Text("PaymentType") ?? throw Refuse.Required("PaymentType");
        JsonObject account = draft.Require(document, "AccountRef", EntityKind.Account).Read();
        CheckAccount(type, account.Text("AccountType"));
        SetPayee(draft);
        Currencies.SetOnDocument(draft, customer: null);
        draft.Resolve(document, "DepartmentRef", EntityKind.Department);
        draft.Resolve(document, "PaymentMethodRef", EntityKind.PaymentMethod);
        JsonObject[] lines = [.. document.Children("Line")];
        if (lines.Length == 0)
        {
            throw Refuse.Required("Line");
        }

        decimal total = lines.Sum(line => LineAmount(draft, line));
        if (total < 0)
        {
            throw Refuse.Business("Transaction amount must be 0 or greater.");
        }

        document["TotalAmt"] = total;
    }

    private static void CheckAccount(string type, string? accountType)
    {
        bool fits = type switch
        {
            "Cash" => accountType is "Bank" or "Other Current Asset",
            "Check" => accountType == "Bank",
            "CreditCard" => accountType == "Credit Card",
            _ => throw Refuse.InvalidEnumeration("PaymentType", type),
        };
        if (!fits)
        {
            throw Refuse.AccountType($"an account of type {accountType} can not pay a purchase of type {type}");
        }
    }

    private static void SetPayee(Draft draft)
    {
        if (draft.Document.Child("EntityRef") is not { } payee)
        {
            return;
        }

        string? type = payee.Text("type");
        EntityKind kind = type?.ToUpperInvariant() switch
        {
            "VENDOR" or null => EntityKind.Vendor,
            "CUSTOMER" => EntityKind.Customer,
            "EMPLOYEE" => EntityKind.Employee,
            _ => throw Refuse.InvalidEnumeration("EntityRef.type", type),
        };
        draft.Resolve(draft.Document, "EntityRef", kind);
        draft.Document["EntityRef"]!["type"] = kind.Name;
    }

    private static decimal LineAmount(Draft draft, JsonObject line)
    {
        decimal amount = JsonReading.Cents(line.Number("Amount") ?? throw Refuse.Required("Line.Amount"));
        line["Amount"] = amount;
        string type = line.Text("DetailType") ?? throw Refuse.Required("Line.DetailType");
        if (type != "AccountBasedExpenseLineDetail")
        {
            throw Refuse.InvalidEnumeration("DetailType", type);
        }

        JsonObject detail = line.Child(type) ?? throw Refuse.Required(type);
        draft.Require(detail, "AccountRef", EntityKind.Account);
        Tracking.SetOnLine(draft, detail);
        draft.Resolve(detail, "CustomerRef", EntityKind.Customer);
        if (!draft.Books.IsUs)
        {
            draft.Resolve(detail, "TaxCodeRef", EntityKind.TaxCode);
        }

        return amount;
    }
}
