using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>Classes and departments: checked where the company tracks them, dropped where it does not.</summary>
internal static class Tracking
{
    public static void SetOnDocument(Draft draft)
    {
        CompanyOptions settings = draft.Books.Settings;
        Set(draft, draft.Document, "DepartmentRef", EntityKind.Department, settings.TrackDepartments);
        Set(draft, draft.Document, "ClassRef", EntityKind.Class, settings.TrackClasses || settings.TrackClassesPerTransaction);
    }

    public static void SetOnLine(Draft draft, JsonObject detail) =>
        Set(draft, detail, "ClassRef", EntityKind.Class, draft.Books.Settings.TrackClasses);

    private static void Set(Draft draft, JsonObject holder, string name, EntityKind kind, bool tracked)
    {
        if (tracked)
        {
            draft.Resolve(holder, name, kind);
        }
        else
        {
            holder.Remove(name);
        }
    }
}
