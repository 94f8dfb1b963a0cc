using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Lists;

/// <summary>The names of list entities: trimmed, without separators, unique, and marked when inactive.</summary>
internal static class ListNames
{
    private const string Mark = " (deleted)";

    /// <summary>Normalises the name and refuses characters that separate names elsewhere.</summary>
    public static string Normalise(JsonObject document, string property, string name)
    {
        string trimmed = name.Trim();
        if (trimmed.Length == 0)
        {
            throw Refuse.Required(property);
        }

        if (trimmed.AsSpan().IndexOfAny(":\t\n\r") >= 0)
        {
            throw Refuse.InvalidString(property, trimmed);
        }

        document[property] = trimmed;
        return trimmed;
    }

    /// <summary>QuickBooks renames what becomes inactive and takes the mark off again when it comes back.</summary>
    public static string MarkInactive(Draft draft, string property, string name, IReadOnlyList<EntityKind> sameNames)
    {
        bool active = draft.Document.Flag("Active") ?? true;
        draft.Document["Active"] = active;
        bool wasActive = draft.Before?.Active ?? true;
        if (!active && wasActive)
        {
            string marked = name + Mark;
            for (int twin = 1; IsTaken(draft, property, marked, sameNames) is not null; twin++)
            {
                marked = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} (deleted-{twin})");
            }

            name = marked;
        }
        else if (active && !wasActive && name.EndsWith(Mark, StringComparison.Ordinal))
        {
            name = name[..^Mark.Length];
        }

        draft.Document[property] = name;
        return name;
    }

    /// <summary>The other entity that has the name already, without regard to case.</summary>
    public static StoredEntity? IsTaken(Draft draft, string property, string name, IReadOnlyList<EntityKind> sameNames)
    {
        string? parent = draft.Document.Reference("ParentRef");
        foreach (EntityKind kind in sameNames)
        {
            foreach (StoredEntity other in draft.Books[kind].Where(property, name))
            {
                if (!ReferenceEquals(other, draft.Before) && (property == "DisplayName" || other.Read().Reference("ParentRef") == parent))
                {
                    return other;
                }
            }
        }

        return null;
    }

    public static void SetFullyQualified(Draft draft, string name, EntityKind kind, string subFlag)
    {
        StoredEntity? parent = draft.Resolve(draft.Document, "ParentRef", kind);
        draft.Document[subFlag] = parent is not null;
        draft.Document["FullyQualifiedName"] = parent is null ? name : $"{parent.Read().Text("FullyQualifiedName") ?? parent.Read().Text("DisplayName")}:{name}";
    }
}
