using SyncKit.Testing.Supabase.Tables;

namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>
/// Takes from SQL what makes up tables: columns, keys, simple checks, triggers that note the time of a change, row-level security, roles kept out. What else
/// a script does, such as functions, grants and policies, is left out.
/// </summary>
internal sealed class SchemaReader(Dictionary<string, ProjectTable> tables)
{
    private const string Public = "public";

    public void Apply(string sql)
    {
        foreach (IReadOnlyList<SqlToken> statement in SqlLexer.Statements(sql))
        {
            TokenReader reader = new(statement);
            if (reader.Take("create", "table"))
            {
                CreateTable(reader);
            }
            else if (reader.Take("create", "unique", "index"))
            {
                CreateUniqueIndex(reader);
            }
            else if (reader.Take("create", "trigger") || reader.Take("create", "or", "replace", "trigger"))
            {
                CreateTrigger(reader);
            }
            else if (reader.Take("alter", "table"))
            {
                AlterTable(reader);
            }
            else if (reader.Take("revoke", "all", "on"))
            {
                Revoke(reader);
            }
            else if (reader.Take("do"))
            {
                Repeat(reader);
            }
        }
    }

    private void CreateTable(TokenReader reader)
    {
        bool mayExist = reader.Take("if", "not", "exists");
        (string schema, string name) = reader.QualifiedName(Public);
        if (tables.ContainsKey(KeyOf(schema, name)))
        {
            if (!mayExist)
            {
                throw new FormatException($"The table {schema}.{name} is declared twice.");
            }

            return;
        }

        ProjectTable table = new(schema, name);
        TableDeclaration declaration = new(table, tables);
        TokenReader body = new(reader.Parenthesized());
        do
        {
            declaration.ReadElement(body);
        }
        while (body.Take(","));
        if (!body.IsAtEnd)
        {
            throw body.Unexpected("a comma");
        }

        tables.Add(KeyOf(schema, name), table);
        declaration.Finish();
    }

    private void CreateUniqueIndex(TokenReader reader)
    {
        reader.Take("concurrently");
        reader.Take("if", "not", "exists");
        string name = reader.Take("on") ? string.Empty : reader.Name();
        if (name.Length > 0)
        {
            reader.Expect("on");
        }

        ProjectTable table = Find(reader);
        List<string> columns = reader.NameList();

        // A partial one does not serve ON CONFLICT, and one over expressions names no columns.
        if (!reader.Take("where") && columns.All(column => table.Find(column) is not null))
        {
            table.Add(new UniqueKey(name, [.. columns.Select(column => table.Find(column)!.Value)], IsPrimary: false));
        }
    }

    /// <summary>A trigger before updates of a table that has a column updated_at keeps that column.</summary>
    private void CreateTrigger(TokenReader reader)
    {
        reader.Name();
        if (!reader.Take("before"))
        {
            return;
        }

        bool onUpdate = false;
        while (!reader.Take("on"))
        {
            onUpdate |= reader.Next().Is("update");
        }

        ProjectTable table = Find(reader);
        if (onUpdate && table.Find("updated_at") is { } column && !table.Touched.Contains(column))
        {
            table.Touched.Add(column);
        }
    }

    private void AlterTable(TokenReader reader)
    {
        reader.Take("if", "exists");
        reader.Take("only");
        ProjectTable table = Find(reader);
        if (reader.Take("enable", "row", "level", "security"))
        {
            table.IsSecured = true;
        }
        else if (reader.Take("add"))
        {
            bool isColumn = reader.Take("column");
            if (isColumn && reader.Take("if", "not", "exists") && table.Find(reader.Peek.Text) is not null)
            {
                return;
            }

            TableDeclaration declaration = new(table, tables);
            declaration.ReadElement(reader);
            declaration.Finish();
        }
    }

    private void Revoke(TokenReader reader)
    {
        if (reader.Take("function") || reader.Take("all") || reader.Take("schema"))
        {
            return;
        }

        reader.Take("table");
        ProjectTable table = Find(reader);
        reader.Expect("from");
        do
        {
            table.Revoked.Add(reader.Name());
        }
        while (reader.Take(","));
    }

    /// <summary>A block that does the same for each name of a list, with the name put into statements by <c>format('… %I …', name)</c>.</summary>
    private void Repeat(TokenReader reader)
    {
        SqlToken[] body = [.. SqlLexer.Statements(reader.Next().Text).SelectMany(static statement => statement)];
        int list = Array.FindIndex(body, static token => token.Is("array") || token.Is("["));
        string[] names = list < 0
            ? []
            : [.. body.Skip(list).TakeWhile(static token => !token.Is("]")).Where(static token => token.Kind == SqlTokenKind.Literal).Select(static token => token.Text)];
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i].Is("format"))
            {
                string statement = string.Concat(body.Skip(i + 2).TakeWhile(static token => token.Kind == SqlTokenKind.Literal).Select(static token => token.Text));
                Array.ForEach(names, name => Apply(statement.Replace("%I", name, StringComparison.Ordinal)));
            }
        }
    }

    private ProjectTable Find(TokenReader reader)
    {
        (string schema, string name) = reader.QualifiedName(Public);
        return tables.GetValueOrDefault(KeyOf(schema, name)) ?? throw new FormatException($"There is no table {schema}.{name} yet.");
    }

    public static string KeyOf(string schema, string name) => $"{schema}.{name}";
}
