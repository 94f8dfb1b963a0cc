using System.Text.RegularExpressions;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Reads conditions into tests of rows, with SQL's three truths.</summary>
internal static class Condition
{
    private const string Operators = "\"not\" or operator (eq, gt, ...)";

    private static readonly (string Name, Func<int, bool> Holds)[] Comparisons =
    [
        ("eq.", static order => order == 0),
        ("neq.", static order => order != 0),
        ("gte.", static order => order >= 0),
        ("gt.", static order => order > 0),
        ("lte.", static order => order <= 0),
        ("lt.", static order => order < 0),
    ];

    /// <summary>Reads what stands after a column: an operator and its value.</summary>
    /// <param name="scanner">Where it stands.</param>
    /// <param name="column">The column.</param>
    /// <param name="valueEnds">The signs that end a value; none when it goes to the end.</param>
    public static Func<TableRow, bool?> Read(Scanner scanner, ColumnPath column, string valueEnds)
    {
        if (scanner.Take("not."))
        {
            Func<TableRow, bool?> inner = Read(scanner, column, valueEnds);
            return row => !inner(row);
        }

        if (scanner.Take("in."))
        {
            HashSet<string> values = [.. scanner.List().Select(value => PgType.Key(column.Type.FromText(value)))];
            return row => column.Of(row) is { } value ? values.Contains(PgType.Key(value)) : null;
        }

        if (scanner.Take("is."))
        {
            return Is(column, Value(scanner, valueEnds), scanner);
        }

        foreach ((string name, Func<int, bool> holds) in Comparisons)
        {
            if (scanner.Take(name))
            {
                object bound = column.Type.FromText(Value(scanner, valueEnds));
                return row => column.Of(row) is { } value ? holds(PgType.Compare(value, bound)) : null;
            }
        }

        bool ignoresCase = scanner.Take("ilike.");
        if (ignoresCase || scanner.Take("like."))
        {
            Regex pattern = Like(Value(scanner, valueEnds), ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            return row => PgType.Text(column.Of(row)) is { } value ? pattern.IsMatch(value) : null;
        }

        throw scanner.Unexpected(Operators);
    }

    /// <summary>Reads a list of conditions in parentheses, joined by and or by or.</summary>
    public static Func<TableRow, bool?> ReadTree(Scanner scanner, ProjectTable table, bool any)
    {
        scanner.Expect("(");
        return ReadOpened(scanner, table, any);
    }

    private static Func<TableRow, bool?> ReadBranch(Scanner scanner, ProjectTable table)
    {
        if (scanner.Take("not.and"))
        {
            Func<TableRow, bool?> all = ReadTree(scanner, table, any: false);
            return row => !all(row);
        }

        if (scanner.Take("not.or"))
        {
            Func<TableRow, bool?> any = ReadTree(scanner, table, any: true);
            return row => !any(row);
        }

        if (scanner.Take("and("))
        {
            return ReadOpened(scanner, table, any: false);
        }

        if (scanner.Take("or("))
        {
            return ReadOpened(scanner, table, any: true);
        }

        ColumnPath column = ColumnPath.Read(scanner, table, ".,()");
        scanner.Expect(".");
        return Read(scanner, column, ",)");
    }

    private static Func<TableRow, bool?> ReadOpened(Scanner scanner, ProjectTable table, bool any)
    {
        List<Func<TableRow, bool?>> parts = [];
        do
        {
            parts.Add(ReadBranch(scanner, table));
        }
        while (scanner.Take(","));
        scanner.Expect(")");
        return any
            ? row => parts.Aggregate((bool?)false, (sofar, part) => sofar | part(row))
            : row => parts.Aggregate((bool?)true, (sofar, part) => sofar & part(row));
    }

    private static string Value(Scanner scanner, string ends) => ends.Length == 0 ? scanner.Rest() : scanner.Value(ends);

    private static Func<TableRow, bool?> Is(ColumnPath column, string value, Scanner scanner) => value.ToLowerInvariant() switch
    {
        "null" => row => column.Of(row) is null,
        "not_null" => row => column.Of(row) is not null,
        "true" => row => column.Of(row) is true,
        "false" => row => column.Of(row) is false,
        "unknown" => row => column.Of(row) is null,
        _ => throw scanner.Unexpected("null, not_null, true, false or unknown"),
    };

    private static Regex Like(string pattern, RegexOptions options)
    {
        if (pattern.Length > 1_000)
        {
            throw new DatabaseErrorException("54001", "stack depth limit exceeded");
        }

        string form = string.Concat(pattern.Select(static sign => sign switch { '%' or '*' => ".*", '_' => ".", _ => Regex.Escape(sign.ToString()) }));
        return new Regex($"^{form}$", options | RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }
}
