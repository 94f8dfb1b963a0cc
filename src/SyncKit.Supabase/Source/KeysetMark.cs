namespace SyncKit.Supabase.Source;

/// <summary>A place in a sorted table: the values of the columns that it is sorted by, as the server wrote them.</summary>
/// <param name="Values">A value per column; fewer than all stand for the first row from those on.</param>
internal sealed record KeysetMark(IReadOnlyList<string> Values)
{
    /// <summary>The condition that a row comes behind the mark, or from it on when it does not name all columns.</summary>
    /// <param name="columns">The columns that the table is sorted by.</param>
    public string After(IReadOnlyList<string> columns)
    {
        if (Values.Count < columns.Count)
        {
            return $"{ApiName.Of(columns[0])}=gte.{Uri.EscapeDataString(Values[0])}";
        }

        return columns.Count == 1
            ? $"{ApiName.Of(columns[0])}=gt.{Uri.EscapeDataString(Values[0])}"
            : $"or=({Behind(columns, 0)})";
    }

    private string Behind(IReadOnlyList<string> columns, int from)
    {
        string column = ApiName.Of(columns[from]);
        string value = ApiName.Value(Values[from]);
        return from == columns.Count - 1 ? $"{column}.gt.{value}" : $"{column}.gt.{value},and({column}.eq.{value},{Rest(columns, from + 1)})";
    }

    private string Rest(IReadOnlyList<string> columns, int from) =>
        from == columns.Count - 1 ? Behind(columns, from) : $"or({Behind(columns, from)})";
}
