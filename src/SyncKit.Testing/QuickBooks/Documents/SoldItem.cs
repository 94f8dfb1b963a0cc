using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>What may stand on a sales line.</summary>
internal static class SoldItem
{
    public static void Check(Draft draft, JsonObject line, JsonObject detail)
    {
        string id = detail.Reference("ItemRef")!;
        StoredEntity row = WasThere(draft, line, id) && draft.Books.Find(EntityKind.Item, id) is { } kept ? kept : draft.Books.Resolve(EntityKind.Item, id);
        JsonObject item = row.Read();
        detail["ItemRef"] = JsonReading.Ref(id, item.Text("FullyQualifiedName"));
        if (item.Reference("IncomeAccountRef") is { } income && draft.Books.Find(EntityKind.Account, income)?.Read() is { } account)
        {
            detail["ItemAccountRef"] = JsonReading.Ref(income, account.Text("FullyQualifiedName"));
        }

        switch (item.Text("Type"))
        {
            case "Category":
                throw Refuse.Business("A category can not be used on a transaction line");
            case "Inventory" when item.Date("InvStartDate") is { } start && draft.Document.Date("TxnDate") < start:
                throw Refuse.BeforeInventoryStart(item.Text("Name") ?? id);
        }
    }

    private static bool WasThere(Draft draft, JsonObject line, string item) =>
        line.Text("Id") is { } id
        && draft.Previous.Children("Line").Any(old => old.Text("Id") == id && old.Child("SalesItemLineDetail").Reference("ItemRef") == item);
}
