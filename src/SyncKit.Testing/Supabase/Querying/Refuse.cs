using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>The refusals of PostgREST itself, in its words.</summary>
internal static class Refuse
{
    public static DatabaseErrorException Unparsable(string what, string text, string details) => new("PGRST100", $"\"failed to parse {what} ({text})\" (line 1, column 1)", details);

    public static DatabaseErrorException UnknownColumn(ProjectTable table, string column) => new("42703", $"column {table.Name}.{column} does not exist");

    public static DatabaseErrorException ColumnNotInCache(ProjectTable table, string column) =>
        new("PGRST204", $"Could not find the '{column}' column of '{table.Name}' in the schema cache");

    public static DatabaseErrorException UnknownTable(string schema, string name, IEnumerable<string> known) => new(
        "PGRST205",
        $"Could not find the table '{schema}.{name}' in the schema cache",
        hint: known.FirstOrDefault(table => table.StartsWith(name[..Math.Min(3, name.Length)], StringComparison.Ordinal)) is { } near
            ? $"Perhaps you meant the table '{schema}.{near}'"
            : null);

    public static DatabaseErrorException UnknownFunction(string schema, string name, IReadOnlyCollection<string> parameters) => new(
        "PGRST202",
        parameters.Count == 0
            ? $"Could not find the function {schema}.{name} without parameters in the schema cache"
            : $"Could not find the function {schema}.{name}({string.Join(", ", parameters)}) in the schema cache",
        $"Searched for the function {schema}.{name} {(parameters.Count == 0 ? "without parameters" : "with parameters " + string.Join(", ", parameters))}, "
            + "but no matches were found in the schema cache.");

    public static DatabaseErrorException NoRelationship(ProjectTable table, string name) => new(
        "PGRST200",
        $"Could not find a relationship between '{table.Name}' and '{name}' in the schema cache",
        $"Searched for a foreign key relationship between '{table.Name}' and '{name}' in the schema '{table.Schema}', but no matches were found.");

    public static DatabaseErrorException HiddenSchema(string schema, IEnumerable<string> exposed) =>
        new("PGRST106", $"Invalid schema: {schema}", hint: $"Only the following schemas are exposed: {string.Join(", ", exposed)}");

    public static DatabaseErrorException NotOneObject(int rows) =>
        new("PGRST116", "Cannot coerce the result to a single JSON object", $"The result contains {rows} rows");

    public static DatabaseErrorException OutOfRange(long offset, long total) =>
        new("PGRST103", "Requested range not satisfiable", $"An offset of {offset} was requested, but there are only {total} rows.");

    public static DatabaseErrorException BadBody(string message) => new("PGRST102", message);

    public static DatabaseErrorException NotGranted(ProjectTable table) => new("42501", $"permission denied for table {table.Name}");

    public static DatabaseErrorException RowSecurity(ProjectTable table) => new("42501", $"new row violates row-level security policy for table \"{table.Name}\"");
}
