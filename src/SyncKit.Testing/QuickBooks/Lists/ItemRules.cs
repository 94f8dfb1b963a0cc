using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Lists;

internal static class ItemRules
{
    private static readonly string[] InventoryOnly = ["QtyOnHand", "InvStartDate", "AssetAccountRef", "ReorderPoint"];

    public static void Prepare(Draft draft)
    {
        JsonObject document = draft.Document;
        string type = document.Text("Type") ?? throw Refuse.Required("Type");
        draft.Resolve(document, "IncomeAccountRef", EntityKind.Account);
        draft.Resolve(document, "ExpenseAccountRef", EntityKind.Account);
        draft.Resolve(document, "AssetAccountRef", EntityKind.Account);
        switch (type)
        {
            case "Service" or "NonInventory":
                RefuseInventoryProperties(document);
                if (type == "Service" || document["ExpenseAccountRef"] is null)
                {
                    RequireIncome(draft);
                }

                break;
            case "Inventory":
                RequireIncome(draft);
                RequireInventoryProperties(document);
                break;
            case "Category":
                PrepareCategory(draft);
                return;
            case "Group":
                throw Refuse.Business("Group items can not be created or changed through the API");
            default:
                throw Refuse.InvalidEnumeration("Type", type);
        }

        document["TrackQtyOnHand"] = type == "Inventory";
        document["UnitPrice"] ??= 0m;
        document["Taxable"] ??= draft.Books.IsUs && draft.Books.Settings.TaxEngine != TaxEngine.None;
    }

    private static void RequireIncome(Draft draft)
    {
        StoredEntity account = draft.Require(draft.Document, "IncomeAccountRef", EntityKind.Account);
        if (account.Read().Text("AccountType") is not ("Income" or "Other Income"))
        {
            throw Refuse.AccountType("The income account of an item must be of type Income");
        }
    }

    private static void RefuseInventoryProperties(JsonObject document)
    {
        foreach (string name in InventoryOnly)
        {
            if (document[name] is not null)
            {
                throw Refuse.UnknownProperty(name, "Item");
            }
        }

        if (document.Flag("TrackQtyOnHand") == true)
        {
            throw Refuse.UnknownProperty("TrackQtyOnHand", "Item");
        }
    }

    private static void RequireInventoryProperties(JsonObject document)
    {
        foreach (string name in (string[])["QtyOnHand", "InvStartDate", "AssetAccountRef", "ExpenseAccountRef"])
        {
            if (document[name] is null)
            {
                throw Refuse.Required(name);
            }
        }

        if (document.Flag("TrackQtyOnHand") != true)
        {
            throw Refuse.Required("TrackQtyOnHand");
        }
    }

    private static void PrepareCategory(Draft draft)
    {
        if (draft.Document["UnitPrice"] is not null || draft.Document["IncomeAccountRef"] is not null)
        {
            throw Refuse.Business("A category has neither a price nor accounts");
        }

        if (draft.Document.Flag("Active") == false)
        {
            throw Refuse.Business("A category can not be made inactive");
        }
    }
}
