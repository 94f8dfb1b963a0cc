using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Lists;
using SyncKit.Testing.QuickBooks.Schema;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Writing;

/// <summary>Creates, updates, deletes and voids entities under the company's rules. All or nothing per entity.</summary>
internal sealed class EntityWriter(CompanyBooks books)
{
    private static readonly string[] Managed = ["Id", "SyncToken", "MetaData", "sparse", "domain", "status"];

    public StoredEntity Create(EntityKind kind, JsonObject sent)
    {
        Admit(kind);
        Check(kind, sent);
        JsonObject document = Clean(sent);
        Draft draft = new(books, kind, sent, document, before: null);
        Prepare(draft);
        StoredEntity row = books.Add(kind, document);
        Links.Attach(books, row, document, previous: null);
        return row;
    }

    public StoredEntity Update(EntityKind kind, JsonObject sent)
    {
        Admit(kind);
        Check(kind, sent);
        StoredEntity row = Current(kind, sent);
        RefuseFrozen(row);
        bool sparse = sent.Flag("sparse") ?? false;
        JsonObject document = sparse ? Merge(row.Read(), sent) : Clean(sent);
        Draft draft = new(books, kind, sent, document, row);
        if (draft.Previous is { } previous && kind.Family == EntityFamily.Transaction)
        {
            BookClosing.Check(books, previous);
        }

        if (!sparse)
        {
            KeepReadOnly(draft);
        }

        Prepare(draft);
        books.Replace(row, document);
        Links.Attach(books, row, document, draft.Previous);
        return row;
    }

    /// <summary>What a person does in the browser: no version is asked for, and everything computed is computed anew.</summary>
    public StoredEntity Edit(StoredEntity row, Action<JsonObject> change)
    {
        RefuseFrozen(row);
        JsonObject document = row.Read();
        change(document);
        Draft draft = new(books, row.Kind, document, document, row) { ByHand = true };
        Prepare(draft);
        books.Replace(row, document);
        Links.Attach(books, row, document, draft.Previous);
        return row;
    }

    public JsonObject Delete(EntityKind kind, JsonObject sent)
    {
        Admit(kind);
        if (kind.Family != EntityFamily.Transaction)
        {
            throw Refuse.Unsupported("delete");
        }

        StoredEntity row = Current(kind, sent);
        RefuseFrozen(row);
        JsonObject document = row.Read();
        BookClosing.Check(books, document);
        Links.Detach(books, row, document);
        Releasing.FreePayments(books, row);
        books.Remove(row);
        return new JsonObject { ["status"] = "Deleted", ["domain"] = "QBO", ["Id"] = row.Id };
    }

    public StoredEntity Void(EntityKind kind, JsonObject sent)
    {
        Admit(kind);
        StoredEntity row = Current(kind, sent);
        RefuseFrozen(row);
        JsonObject document = row.Read();
        BookClosing.Check(books, document);
        Links.Detach(books, row, document);
        Releasing.FreePayments(books, row);
        document = row.Read();
        Voiding.Zero(document);
        row.Voided = true;
        books.Replace(row, document, "voided");
        return row;
    }

    private static void RefuseFrozen(StoredEntity row)
    {
        if (row.DepositId is not null)
        {
            throw Refuse.Deposited();
        }
    }

    private static JsonObject Clean(JsonObject sent)
    {
        JsonObject document = [];
        foreach ((string name, JsonNode? value) in sent)
        {
            if (value is not null && !Managed.Contains(name, StringComparer.Ordinal) && !IsEmptyText(value))
            {
                document[name] = value.DeepClone();
            }
        }

        return document;
    }

    private static JsonObject Merge(JsonObject document, JsonObject sent)
    {
        foreach ((string name, JsonNode? value) in sent)
        {
            if (Managed.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            if (value is null || IsEmptyText(value))
            {
                document.Remove(name);
            }
            else
            {
                document[name] = value.DeepClone();
            }
        }

        return document;
    }

    private static bool IsEmptyText(JsonNode value) => value is JsonValue scalar && scalar.TryGetValue(out string? text) && text.Length == 0;

    /// <summary>A full update empties what is not sent, but not what only QuickBooks writes.</summary>
    private static void KeepReadOnly(Draft draft)
    {
        foreach (string name in (string[])["Balance", "CurrencyRef", "LinkedTxn"])
        {
            if (draft.Document[name] is null && draft.Previous?[name] is { } kept)
            {
                draft.Document[name] = kept.DeepClone();
            }
        }
    }

    private static void Prepare(Draft draft)
    {
        switch (draft.Kind.Family)
        {
            case EntityFamily.Name:
                NameRules.Prepare(draft);
                break;
            case EntityFamily.List:
                ListRules.Prepare(draft);
                break;
            default:
                DocumentRules.Prepare(draft);
                break;
        }
    }

    private void Admit(EntityKind kind)
    {
        if (books.Settings.SubscriptionLapsed)
        {
            throw Refuse.SubscriptionLapsed();
        }

        if (kind.Family == EntityFamily.ReadOnly)
        {
            throw Refuse.Unsupported("create");
        }
    }

    private void Check(EntityKind kind, JsonObject sent) =>
        ShapeCheck.Check(sent, kind.Name, kind.Name, books.Behaviour.RefuseEmoji && books.IsUs);

    private StoredEntity Current(EntityKind kind, JsonObject sent)
    {
        string id = sent.Text("Id") ?? throw Refuse.Required("Id");
        StoredEntity row = books.Find(kind, id) ?? throw Refuse.NotFound();
        string token = sent.Text("SyncToken") ?? throw Refuse.Required("SyncToken");
        return token == row.SyncToken.ToString(System.Globalization.CultureInfo.InvariantCulture) ? row : throw Refuse.Stale();
    }
}
