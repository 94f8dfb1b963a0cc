using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>One member of the objects in an answer: a column, or rows of another table.</summary>
/// <param name="Name">The member's name.</param>
internal sealed record SelectItem(string Name)
{
    public ColumnPath? Column { get; init; }

    /// <summary>What the column's value is turned into; <see langword="null"/> for nothing else.</summary>
    public PgType? Cast { get; init; }

    /// <summary>How the rows of another table are read.</summary>
    public ReadPlan? Embedded { get; init; }

    /// <summary>The columns here that are equal to <see cref="ThereColumns"/> of the other table.</summary>
    public IReadOnlyList<int> HereColumns { get; init; } = [];

    public IReadOnlyList<int> ThereColumns { get; init; } = [];

    /// <summary>Whether there may be several rows, so that they are a list.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether rows without any of the other table are left out.</summary>
    public bool IsInner { get; init; }

    public static SelectItem Of(ProjectTable table, int column) => new(table.Columns[column].Name)
    {
        Column = new ColumnPath(column, [], false, table.Columns[column].Type, table.Columns[column].Name),
    };
}
