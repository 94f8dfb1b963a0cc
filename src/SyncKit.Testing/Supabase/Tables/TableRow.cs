using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Tables;

/// <summary>One version of a row. A changed row is a new version, further back in the table, as in PostgreSQL.</summary>
internal sealed class TableRow(object?[] values)
{
    public object?[] Values { get; private set; } = values;

    public bool IsLive { get; set; } = true;

    /// <summary>Gives the row a value for a column that was added.</summary>
    public void Widen(object? value) => Values = [.. Values, value];

    /// <summary>The values of some columns in the form that equal ones share; <see langword="null"/> when one of them is null.</summary>
    public string? Key(IReadOnlyList<int> columns)
    {
        string[] parts = new string[columns.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            if (Values[columns[i]] is not { } value)
            {
                return null;
            }

            parts[i] = PgType.Key(value);
        }

        return parts.Length == 1 ? parts[0] : string.Join('\u001f', parts);
    }
}
