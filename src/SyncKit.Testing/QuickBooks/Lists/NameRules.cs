using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Lists;

/// <summary>Customers, vendors and employees: they share one set of display names.</summary>
internal static class NameRules
{
    private static readonly EntityKind[] SharedNames = [EntityKind.Customer, EntityKind.Vendor, EntityKind.Employee];

    private static readonly string[] NameParts = ["Title", "GivenName", "MiddleName", "FamilyName", "Suffix"];

    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        foreach (string part in NameParts)
        {
            if (document.Text(part) is { } text)
            {
                ListNames.Normalise(document, part, text);
            }
        }

        string name = ListNames.Normalise(document, "DisplayName", document.Text("DisplayName") ?? FromParts(document));
        name = ListNames.MarkInactive(draft, "DisplayName", name, SharedNames);
        if (ListNames.IsTaken(draft, "DisplayName", name, SharedNames) is not null)
        {
            throw Refuse.DuplicateName("Another customer, vendor or employee is already using this name. Please use a different name.");
        }

        document["PrintOnCheckName"] ??= name;
        if (draft.Kind == EntityKind.Customer)
        {
            ListNames.SetFullyQualified(draft, name, EntityKind.Customer, "Job");
            document["Taxable"] ??= true;
            draft.Resolve(document, "SalesTermRef", EntityKind.Term);
            draft.Resolve(document, "PaymentMethodRef", EntityKind.PaymentMethod);
        }

        if (draft.Kind != EntityKind.Employee)
        {
            Currencies.SetOnName(draft);
            document["Balance"] = draft.Previous.Number("Balance") ?? 0m;
        }
    }

    private static string FromParts(JsonObject document)
    {
        string name = string.Join(' ', NameParts.Select(part => document.Text(part)).OfType<string>());
        return name.Length > 0 ? name : throw Refuse.NoName();
    }
}
