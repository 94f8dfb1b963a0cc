using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Writing;

/// <summary>An entity about to be written: what was sent, what it makes of the stored version, and what the rules still add.</summary>
internal sealed class Draft(CompanyBooks books, EntityKind kind, JsonObject sent, JsonObject document, StoredEntity? before)
{
    public CompanyBooks Books => books;

    public EntityKind Kind => kind;

    public JsonObject Sent => sent;

    /// <summary>The next version; rules complete it.</summary>
    public JsonObject Document => document;

    /// <summary>The stored entity; absent on create.</summary>
    public StoredEntity? Before => before;

    public JsonObject? Previous { get; } = before?.Read();

    /// <summary>Whether a person edits in the browser: everything computed is computed anew.</summary>
    public bool ByHand { get; init; }

    /// <summary>Checks a reference, writes the name behind it, and returns the entity; nothing when it is not set.</summary>
    public StoredEntity? Resolve(JsonObject holder, string name, EntityKind target)
    {
        if (holder.Reference(name) is not { } id)
        {
            holder.Remove(name);
            return null;
        }

        StoredEntity row = Unchanged(holder, name, id) && books.Find(target, id) is { } kept ? kept : books.Resolve(target, id);
        holder[name] = JsonReading.Ref(id, NameOf(row));
        return row;
    }

    public StoredEntity Require(JsonObject holder, string name, EntityKind target) =>
        Resolve(holder, name, target) ?? throw Refuse.Required(name);

    private static string? NameOf(StoredEntity row)
    {
        JsonObject document = row.Read();
        return document.Text("FullyQualifiedName") ?? document.Text("DisplayName") ?? document.Text("Name");
    }

    /// <summary>A document keeps its reference to an entity that has become inactive since.</summary>
    private bool Unchanged(JsonObject holder, string name, string id) =>
        ReferenceEquals(holder, document) && Previous.Reference(name) == id;
}
