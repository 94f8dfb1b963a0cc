using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>Who numbers a document, and when a number counts as used.</summary>
internal static class DocumentNumbers
{
    public static void Set(Draft draft)
    {
        CompanyOptions settings = draft.Books.Settings;
        JsonObject document = draft.Document;
        string? number = document.Text("DocNumber");
        bool numbered = number == "AUTO_GENERATE" || document.Flag("AutoDocNumber") == true;
        document.Remove("AutoDocNumber");
        if (numbered || (number is null && !settings.CustomTxnNumbers))
        {
            document["DocNumber"] = draft.Previous.Text("DocNumber") ?? draft.Books.NextDocNumber();
            return;
        }

        if (number is null || !settings.CustomTxnNumbers || !settings.WarnDuplicateDocNumber || draft.Previous.Text("DocNumber") == number)
        {
            return;
        }

        if (draft.Books[draft.Kind].Where("DocNumber", number).FirstOrDefault(other => !ReferenceEquals(other, draft.Before)) is { } used)
        {
            throw Refuse.DuplicateDocNumber(number, draft.Kind.Name, used.Id);
        }
    }
}
