using System.Globalization;
using Microsoft.Extensions.Primitives;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Tables;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Reads the parameters of a request into a plan.</summary>
internal sealed class PlanReader(IReadOnlyCollection<ProjectTable> tables)
{
    private static readonly HashSet<string> NotFilters = new(StringComparer.Ordinal) { "select", "columns", "on_conflict", "apikey", "order", "limit", "offset" };

    /// <summary>Reads a plan.</summary>
    /// <param name="table">The table that is asked for.</param>
    /// <param name="request">The request.</param>
    /// <param name="filters">Whether conditions count; they do not for what is being inserted.</param>
    public ReadPlan Read(ProjectTable table, SimulatedRequest request, bool filters = true)
    {
        ReadPlan plan = new SelectReader(tables).Read(table, request.Query.TryGetValue("select", out StringValues select) ? select.ToString() : null);
        foreach ((string name, StringValues values) in request.Query)
        {
            foreach (string value in values.Select(static value => value ?? string.Empty))
            {
                Apply(plan, name, value, filters);
            }
        }

        return plan;
    }

    private static void Apply(ReadPlan plan, string name, string value, bool filters)
    {
        (ReadPlan target, string part) = Target(plan, name);
        switch (part)
        {
            case "order":
                ReadOrder(target, value);
                break;
            case "limit":
                target.Limit = Number(value);
                break;
            case "offset":
                target.Offset = Number(value);
                break;
            case "and" or "or" when filters:
                target.Conditions.Add(Condition.ReadTree(new Scanner("logic tree", value), target.Table, part == "or"));
                break;
            case "not.and" or "not.or" when filters:
                Func<TableRow, bool?> tree = Condition.ReadTree(new Scanner("logic tree", value), target.Table, part == "not.or");
                target.Conditions.Add(row => !tree(row));
                break;
            default:
                if (filters && !NotFilters.Contains(part))
                {
                    ColumnPath column = ColumnPath.Read(new Scanner("filter", part), target.Table, string.Empty);
                    target.Conditions.Add(Condition.Read(new Scanner("filter", value), column, string.Empty));
                }

                break;
        }
    }

    /// <summary>A parameter that begins with the name of rows of another table is about those.</summary>
    private static (ReadPlan Plan, string Part) Target(ReadPlan plan, string name)
    {
        foreach (SelectItem item in plan.Items.Where(static item => item.Embedded is not null))
        {
            if (name.StartsWith(item.Name + ".", StringComparison.Ordinal))
            {
                return Target(item.Embedded!, name[(item.Name.Length + 1)..]);
            }
        }

        return (plan, name);
    }

    private static void ReadOrder(ReadPlan plan, string text)
    {
        Scanner scanner = new("order", text);
        do
        {
            ColumnPath column = ColumnPath.Read(scanner, plan.Table, ",.");
            bool descending = scanner.Take(".desc");
            if (!descending)
            {
                scanner.Take(".asc");
            }

            bool nullsFirst = scanner.Take(".nullsfirst") || (!scanner.Take(".nullslast") && descending);
            plan.Order.Add(new RowOrder(column, descending, nullsFirst));
        }
        while (scanner.Take(","));
        if (!scanner.IsAtEnd)
        {
            throw scanner.Unexpected("\"asc\", \"desc\", \"nullsfirst\" or \"nullslast\"");
        }
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Refuse.Unparsable("range", text, "unexpected non-digit");
}
