using System.Text.Json;

namespace SyncKit.Testing.Supabase.Tables;

/// <summary>A table with its rules and its rows.</summary>
internal sealed class ProjectTable(string schema, string name)
{
    private const int LeastDead = 1_000;

    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<UniqueKey, Dictionary<string, TableRow>> indexes = [];
    private List<TableRow> heap = [];
    private int dead;

    public string Schema { get; } = schema;

    public string Name { get; } = name;

    public List<TableColumn> Columns { get; } = [];

    public List<UniqueKey> Keys { get; } = [];

    public List<ForeignKey> ForeignKeys { get; } = [];

    public List<CheckRule> Checks { get; } = [];

    /// <summary>The columns that a trigger sets to the time of a change.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>Whether row-level security is on.</summary>
    public bool IsSecured { get; set; }

    /// <summary>Which rows a caller sees and writes under row-level security, by the claims of the caller's token; none while there is no policy.</summary>
    public Func<JsonElement, TableRow, bool>? Policy { get; set; }

    /// <summary>The roles that may not use the table at all.</summary>
    public HashSet<string> Revoked { get; } = new(StringComparer.Ordinal);

    public UniqueKey? PrimaryKey => Keys.Find(static key => key.IsPrimary);

    /// <summary>The rows, in the order in which a statement without an order meets them.</summary>
    public IEnumerable<TableRow> Rows => heap.Where(static row => row.IsLive);

    public int? Find(string column) => places.TryGetValue(column, out int place) ? place : null;

    public void Add(TableColumn column)
    {
        places[column.Name] = Columns.Count;
        Columns.Add(column);
        heap.ForEach(static row => row.Widen(null));
    }

    public void Add(UniqueKey key)
    {
        Keys.Add(key);
        indexes[key] = [];
    }

    public TableRow? Find(UniqueKey key, string value) => indexes[key].GetValueOrDefault(value);

    /// <summary>Puts a row in; its keys must be free.</summary>
    public void Insert(TableRow row)
    {
        heap.Add(row);
        Index(row);
    }

    /// <summary>Puts a row back that was taken out in the same transaction.</summary>
    public void Revive(TableRow row)
    {
        dead--;
        Index(row);
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(TableRow row)
    {
        row.IsLive = false;
        dead++;
        foreach (UniqueKey key in Keys)
        {
            if (row.Key(key.Columns) is { } value && indexes[key].GetValueOrDefault(value) == row)
            {
                indexes[key].Remove(value);
            }
        }
    }

    /// <summary>Forgets what is out, when it is much. Only between statements.</summary>
    public void Vacuum()
    {
        if (dead > LeastDead && dead > heap.Count / 2)
        {
            heap = [.. Rows];
            dead = 0;
        }
    }

    private void Index(TableRow row)
    {
        row.IsLive = true;
        foreach (UniqueKey key in Keys)
        {
            if (row.Key(key.Columns) is { } value)
            {
                indexes[key][value] = row;
            }
        }
    }
}
