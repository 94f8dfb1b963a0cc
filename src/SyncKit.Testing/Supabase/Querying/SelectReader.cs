using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Reads what <c>select</c> asks for.</summary>
internal sealed class SelectReader(IReadOnlyCollection<ProjectTable> tables)
{
    private const string Ends = ",()!:";

    public ReadPlan Read(ProjectTable table, string? text)
    {
        ReadPlan plan = new(table);
        if (string.IsNullOrEmpty(text))
        {
            AddAll(plan);
            return plan;
        }

        Scanner scanner = new("select parameter", text);
        ReadItems(scanner, plan);
        return scanner.IsAtEnd ? plan : throw scanner.Unexpected("\",\" or end of input");
    }

    private static void AddAll(ReadPlan plan) => plan.Items.AddRange(Enumerable.Range(0, plan.Table.Columns.Count).Select(column => SelectItem.Of(plan.Table, column)));

    private void ReadItems(Scanner scanner, ReadPlan plan)
    {
        do
        {
            if (scanner.Take("*"))
            {
                AddAll(plan);
            }
            else if (scanner.Peek != ')')
            {
                plan.Items.Add(ReadItem(scanner, plan.Table));
            }
        }
        while (scanner.Take(","));
    }

    private SelectItem ReadItem(Scanner scanner, ProjectTable table)
    {
        (string? alias, string rest) = TakeAlias(scanner);
        Scanner item = new("select parameter", rest);
        string name = item.Name(Ends + ">");
        if (scanner.Peek is '(' or '!')
        {
            return ReadEmbedded(scanner, table, alias, name);
        }

        ColumnPath column = ColumnPath.Read(new Scanner("select parameter", rest), table, ",()!");
        if (!scanner.Take("::"))
        {
            return new SelectItem(alias ?? column.Name) { Column = column };
        }

        string type = scanner.Name(",()");
        return new SelectItem(alias ?? column.Name)
        {
            Column = column,
            Cast = TypeNames.Find(type, []) ?? throw new DatabaseErrorException("42704", $"type \"{type}\" does not exist"),
        };
    }

    /// <summary>A single colon parts an alias from what it stands for; two part a column from its cast.</summary>
    private static (string? Alias, string Expression) TakeAlias(Scanner scanner)
    {
        string first = TakePart(scanner);
        return scanner.Peek == ':' && !scanner.IsNext("::") && scanner.Take(":") ? (Plain(first), TakePart(scanner)) : (null, first);
    }

    private static string TakePart(Scanner scanner) => scanner.Raw(Ends);

    private static string Plain(string name) => name is ['"', .., '"'] ? name[1..^1] : name;

    private SelectItem ReadEmbedded(Scanner scanner, ProjectTable table, string? alias, string name)
    {
        string? hint = null;
        bool isInner = false;
        while (scanner.Take("!"))
        {
            string word = scanner.Name(Ends);
            isInner |= word == "inner";
            hint = word is "inner" or "left" ? hint : word;
        }

        SelectItem link = Link(table, name, hint);
        scanner.Expect("(");
        ReadItems(scanner, link.Embedded!);
        scanner.Expect(")");
        return link with { Name = alias ?? name, IsInner = isInner };
    }

    private SelectItem Link(ProjectTable table, string name, string? hint)
    {
        foreach (ForeignKey key in table.ForeignKeys)
        {
            if (key.Target.Name == name && Fits(key, table, hint))
            {
                return new SelectItem(name) { Embedded = new ReadPlan(key.Target), HereColumns = key.Columns, ThereColumns = key.TargetColumns };
            }
        }

        foreach (ProjectTable other in tables.Where(other => other.Name == name && other.Schema == table.Schema))
        {
            if (other.ForeignKeys.Find(key => key.Target == table && Fits(key, other, hint)) is { } key)
            {
                return new SelectItem(name) { Embedded = new ReadPlan(other), HereColumns = key.TargetColumns, ThereColumns = key.Columns, IsMany = true };
            }
        }

        throw Refuse.NoRelationship(table, name);
    }

    private static bool Fits(ForeignKey key, ProjectTable owner, string? hint) =>
        hint is null || key.Name == hint || key.Target.Name == hint || key.Columns.Any(column => owner.Columns[column].Name == hint);
}
