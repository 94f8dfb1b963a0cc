using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Snapshots;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>All entities of one kind, with indexes on what look-ups usually ask for.</summary>
internal sealed class EntityTable
{
    private static readonly string[] IndexedNames = ["DocNumber", "DisplayName", "Name", "Sku", "PrimaryEmailAddr"];

    private readonly List<StoredEntity> rows = [];
    private readonly Dictionary<string, StoredEntity> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<StoredEntity>>> indexes =
        IndexedNames.ToDictionary(name => name, _ => new Dictionary<string, List<StoredEntity>>(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    /// <summary>Deleted entities, in the order of deletion.</summary>
    public List<StoredEntity> Deleted { get; } = [];

    public int Count => byId.Count;

    /// <summary>What is there, oldest first.</summary>
    public IEnumerable<StoredEntity> Rows => rows.Where(row => !row.Deleted);

    public IEnumerable<StoredEntity> NewestFirst
    {
        get
        {
            for (int i = rows.Count - 1; i >= 0; i--)
            {
                if (!rows[i].Deleted)
                {
                    yield return rows[i];
                }
            }
        }
    }

    public static bool IsIndexed(string name) => IndexedNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    public StoredEntity? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Those whose indexed property has the value, without regard to case.</summary>
    public IReadOnlyList<StoredEntity> Where(string name, string value) => indexes[name].GetValueOrDefault(value) ?? (IReadOnlyList<StoredEntity>)[];

    public void Put(StoredEntity row, JsonObject document)
    {
        if (byId.TryAdd(row.Id, row))
        {
            rows.Add(row);
        }
        else
        {
            Unindex(row);
        }

        row.Json = document.Bytes();
        Index(row, document);
    }

    public void Remove(StoredEntity row)
    {
        Unindex(row);
        byId.Remove(row.Id);
        row.Deleted = true;
        Deleted.Add(row);
    }

    public TableSnapshot Save() => new([.. Rows.Select(EntitySnapshot.Of)], [.. Deleted.Select(EntitySnapshot.Of)]);

    public void Load(EntityKind kind, TableSnapshot saved)
    {
        foreach (StoredEntity row in saved.Rows.Select(row => row.ToEntity(kind)))
        {
            rows.Add(row);
            byId.Add(row.Id, row);
            Index(row, row.Read());
        }

        foreach (StoredEntity row in saved.Deleted.Select(row => row.ToEntity(kind)))
        {
            row.Deleted = true;
            Deleted.Add(row);
        }
    }

    private static string? Value(JsonObject document, string name) =>
        document[name] is JsonObject child ? child.Text("Address") : document.Text(name);

    private void Index(StoredEntity row, JsonObject document)
    {
        foreach (string name in IndexedNames)
        {
            if (Value(document, name) is { } value)
            {
                Dictionary<string, List<StoredEntity>> index = indexes[name];
                if (!index.TryGetValue(value, out List<StoredEntity>? same))
                {
                    index[value] = same = [];
                }

                same.Add(row);
            }
        }
    }

    private void Unindex(StoredEntity row)
    {
        JsonObject document = row.Read();
        foreach (string name in IndexedNames)
        {
            if (Value(document, name) is { } value && indexes[name].TryGetValue(value, out List<StoredEntity>? same))
            {
                same.Remove(row);
                if (same.Count == 0)
                {
                    indexes[name].Remove(value);
                }
            }
        }
    }
}
