using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>Reads the columns and constraints of one table.</summary>
internal sealed class TableDeclaration(ProjectTable table, Dictionary<string, ProjectTable> tables)
{
    private static readonly string[] Constraints = ["constraint", "primary", "unique", "foreign", "check", "exclude"];
    private static readonly string[] ColumnConstraints =
        ["constraint", "not", "null", "default", "generated", "primary", "unique", "references", "check", "collate", "deferrable", "initially"];

    private readonly List<Action> later = [];

    /// <summary>Reads one column or one constraint.</summary>
    public void ReadElement(TokenReader reader)
    {
        if (reader.Peek.Kind == SqlTokenKind.Word && Constraints.Contains(reader.Peek.Text))
        {
            ReadConstraint(reader, reader.Take("constraint") ? reader.Name() : null);
        }
        else
        {
            ReadColumn(reader);
        }
    }

    /// <summary>Makes the constraints, once all columns are known.</summary>
    public void Finish() => later.ForEach(static step => step());

    private void ReadConstraint(TokenReader reader, string? name)
    {
        if (reader.Take("primary", "key"))
        {
            AddKey(name, reader.NameList(), isPrimary: true);
        }
        else if (reader.Take("unique"))
        {
            reader.Take("nulls", "not", "distinct");
            AddKey(name, reader.NameList(), isPrimary: false);
        }
        else if (reader.Take("foreign", "key"))
        {
            List<string> columns = reader.NameList();
            reader.Expect("references");
            ReadReference(reader, name, columns);
        }
        else if (reader.Take("check"))
        {
            AddCheck(name ?? $"{table.Name}_check", reader.Parenthesized());
        }
        else
        {
            throw reader.Unexpected("a constraint of a table");
        }
    }

    private void ReadColumn(TokenReader reader)
    {
        string name = reader.Name();
        (PgType type, string spelling) = ReadType(reader);
        TableColumn column = new(name, type);
        if (spelling.EndsWith("serial", StringComparison.Ordinal))
        {
            column = column with { Default = Sequence(name), DefaultText = $"nextval('{table.Name}_{name}_seq'::regclass)", IsNullable = false };
        }

        while (!reader.IsAtEnd && !reader.Peek.Is(","))
        {
            column = ReadColumnPart(reader, column);
        }

        table.Add(column);
    }

    private TableColumn ReadColumnPart(TokenReader reader, TableColumn column)
    {
        string? constraint = reader.Take("constraint") ? reader.Name() : null;
        if (reader.Take("not", "null"))
        {
            return column with { IsNullable = false };
        }

        if (reader.Take("default"))
        {
            (Func<RowMoment, object?>? value, string text) = DefaultReader.Read(reader, column.Type, ColumnConstraints);
            return column with { Default = value, DefaultText = text };
        }

        if (reader.Take("generated"))
        {
            while (!reader.Take("identity"))
            {
                reader.Next();
            }

            if (reader.Peek.Is("("))
            {
                reader.Parenthesized();
            }

            return column with { Default = Sequence(column.Name), IsNullable = false };
        }

        if (reader.Take("primary", "key"))
        {
            AddKey(constraint, [column.Name], isPrimary: true);
            return column with { IsNullable = false };
        }

        if (reader.Take("unique"))
        {
            AddKey(constraint, [column.Name], isPrimary: false);
        }
        else if (reader.Take("references"))
        {
            ReadReference(reader, constraint, [column.Name]);
        }
        else if (reader.Take("check"))
        {
            AddCheck(constraint ?? $"{table.Name}_{column.Name}_check", reader.Parenthesized());
        }
        else if (reader.Take("collate"))
        {
            reader.QualifiedName("pg_catalog");
        }
        else if (!reader.Take("null"))
        {
            throw reader.Unexpected("a constraint of a column");
        }

        return column;
    }

    private static (PgType Type, string Spelling) ReadType(TokenReader reader)
    {
        string name = reader.Name();
        name = name switch
        {
            "double" when reader.Take("precision") => "double precision",
            "character" when reader.Take("varying") => "character varying",
            _ => name,
        };
        List<string> arguments = reader.Peek.Is("(") ? [.. reader.Parenthesized().Where(static token => token.Kind == SqlTokenKind.Number).Select(static token => token.Text)] : [];
        if (name == "timestamp")
        {
            name = reader.Take("with", "time", "zone") ? "timestamptz" : name;
            reader.Take("without", "time", "zone");
        }

        return (TypeNames.Find(name, arguments) ?? throw new FormatException($"The simulator has no type {name}."), name);
    }

    private void ReadReference(TokenReader reader, string? name, List<string> columns)
    {
        (string schema, string target) = reader.QualifiedName(table.Schema);
        List<string>? targetColumns = reader.Peek.Is("(") ? reader.NameList() : null;
        bool cascades = false;
        while (reader.Take("on"))
        {
            bool onDelete = reader.Next().Is("delete");
            bool cascade = reader.Take("cascade");
            cascades |= onDelete && cascade;
            if (!cascade && !reader.Take("no", "action") && !reader.Take("restrict") && !reader.Take("set", "null"))
            {
                throw reader.Unexpected("what happens to the rows");
            }
        }

        reader.Take("deferrable");
        reader.Take("initially", "deferred");
        later.Add(() =>
        {
            ProjectTable other = tables.GetValueOrDefault(SchemaReader.KeyOf(schema, target)) ?? throw new FormatException($"There is no table {schema}.{target} yet.");
            IReadOnlyList<int> there = targetColumns is null ? other.PrimaryKey!.Columns : [.. targetColumns.Select(column => Place(other, column))];
            table.ForeignKeys.Add(new ForeignKey(
                name ?? $"{table.Name}_{string.Join('_', columns)}_fkey", [.. columns.Select(column => Place(table, column))], other, there, cascades));
        });
    }

    private void AddKey(string? name, List<string> columns, bool isPrimary) => later.Add(() =>
    {
        int[] key = [.. columns.Select(column => Place(table, column))];
        if (isPrimary)
        {
            Array.ForEach(key, place => table.Columns[place].IsNullable = false);
        }

        table.Add(new UniqueKey(name ?? (isPrimary ? $"{table.Name}_pkey" : $"{table.Name}_{string.Join('_', columns)}_key"), key, isPrimary));
    });

    private void AddCheck(string name, List<SqlToken> tokens) => later.Add(() =>
    {
        if (CheckReader.TryRead(tokens, table) is { } holds)
        {
            table.Checks.Add(new CheckRule(name, holds));
        }
    });

    private Func<RowMoment, object?> Sequence(string column)
    {
        string name = $"{table.Schema}.{table.Name}_{column}_seq";
        return moment => moment.Next(name);
    }

    private static int Place(ProjectTable table, string column) =>
        table.Find(column) ?? throw new FormatException($"The table {table.Name} has no column {column}.");
}
