using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Lists;

/// <summary>Items, accounts and the small lists.</summary>
internal static class ListRules
{
    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        string property = draft.Kind == EntityKind.TaxAgency ? "DisplayName" : "Name";
        string name = ListNames.Normalise(document, property, document.Text(property) ?? throw Refuse.Required(property));
        name = ListNames.MarkInactive(draft, property, name, [draft.Kind]);
        if (ListNames.IsTaken(draft, property, name, [draft.Kind]) is not null)
        {
            throw Refuse.DuplicateName($"Another {draft.Kind.Name.ToLowerInvariant()} is already using this name. Please use a different name.");
        }

        if (draft.Kind == EntityKind.Item)
        {
            ListNames.SetFullyQualified(draft, name, EntityKind.Item, "SubItem");
            ItemRules.Prepare(draft);
        }
        else if (draft.Kind == EntityKind.Account)
        {
            ListNames.SetFullyQualified(draft, name, EntityKind.Account, "SubAccount");
            AccountRules.Prepare(draft);
        }
        else if (draft.Kind == EntityKind.Class)
        {
            ListNames.SetFullyQualified(draft, name, EntityKind.Class, "SubClass");
        }
        else if (draft.Kind == EntityKind.Department)
        {
            ListNames.SetFullyQualified(draft, name, EntityKind.Department, "SubDepartment");
        }
        else if (draft.Kind == EntityKind.PaymentMethod)
        {
            string type = document.Text("Type") ?? "NON_CREDIT_CARD";
            document["Type"] = type is "CREDIT_CARD" or "NON_CREDIT_CARD" ? type : throw Refuse.InvalidEnumeration("Type", type);
        }
    }
}
