using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Writing;

/// <summary>What every row must keep to, with the database's words where it does not.</summary>
internal static class RowRules
{
    public static void Check(ProjectTable table, TableRow row)
    {
        for (int i = 0; i < table.Columns.Count; i++)
        {
            if (!table.Columns[i].IsNullable && row.Values[i] is null)
            {
                throw new DatabaseErrorException(
                    "23502",
                    $"null value in column \"{table.Columns[i].Name}\" of relation \"{table.Name}\" violates not-null constraint",
                    Failing(row));
            }
        }

        if (table.Checks.Find(check => check.Holds(row) == false) is { } broken)
        {
            throw new DatabaseErrorException("23514", $"new row for relation \"{table.Name}\" violates check constraint \"{broken.Name}\"", Failing(row));
        }
    }

    /// <summary>No other row may have the same key.</summary>
    public static void CheckUnique(ProjectTable table, TableRow row)
    {
        foreach (UniqueKey key in table.Keys)
        {
            if (row.Key(key.Columns) is { } value && table.Find(key, value) is not null)
            {
                throw new DatabaseErrorException(
                    "23505", $"duplicate key value violates unique constraint \"{key.Name}\"", $"{Named(table, row, key.Columns)} already exists.");
            }
        }
    }

    /// <summary>What a row names in other tables must be there.</summary>
    public static void CheckTargets(ProjectTable table, IEnumerable<TableRow> rows)
    {
        foreach (ForeignKey key in table.ForeignKeys)
        {
            foreach (TableRow row in rows.Where(static row => row.IsLive))
            {
                if (row.Key(key.Columns) is { } value && !Exists(key, value))
                {
                    throw new DatabaseErrorException(
                        "23503",
                        $"insert or update on table \"{table.Name}\" violates foreign key constraint \"{key.Name}\"",
                        $"{Named(table, row, key.Columns)} is not present in table \"{key.Target.Name}\".");
                }
            }
        }
    }

    public static DatabaseErrorException StillReferenced(ProjectTable table, TableRow row, ProjectTable from, ForeignKey key) => new(
        "23503",
        $"update or delete on table \"{table.Name}\" violates foreign key constraint \"{key.Name}\" on table \"{from.Name}\"",
        $"{Named(table, row, key.TargetColumns)} is still referenced from table \"{from.Name}\".");

    private static bool Exists(ForeignKey key, string value) =>
        key.Target.Keys.Find(unique => unique.Columns.SequenceEqual(key.TargetColumns)) is { } unique
            ? key.Target.Find(unique, value) is not null
            : key.Target.Rows.Any(row => row.Key(key.TargetColumns) == value);

    private static string Named(ProjectTable table, TableRow row, IReadOnlyList<int> columns) =>
        $"Key ({string.Join(", ", columns.Select(column => table.Columns[column].Name))})=({string.Join(", ", columns.Select(column => PgType.Text(row.Values[column])))})";

    private static string Failing(TableRow row) => $"Failing row contains ({string.Join(", ", row.Values.Select(static value => PgType.Text(value) ?? "null"))}).";
}
