using System.Text.Json;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Runs plans.</summary>
/// <param name="access">Who asks.</param>
/// <param name="mostRows">The most rows that one list has.</param>
internal sealed class RowQuery(Access access, int mostRows)
{
    /// <summary>The rows that a plan's conditions let through, sorted, from its offset to its limit; and how many there would be without them.</summary>
    public (IReadOnlyList<TableRow> Rows, long Total) Run(ReadPlan plan)
    {
        access.Require(plan.Table);
        return Page(plan, Matching(plan, plan.Table.Rows));
    }

    /// <summary>The rows that a plan's conditions let through.</summary>
    public IEnumerable<TableRow> Matching(ReadPlan plan, IEnumerable<TableRow> rows) => rows.Where(row =>
        access.May(plan.Table, row)
        && plan.Conditions.TrueForAll(condition => condition(row) == true)
        && plan.Items.TrueForAll(item => !item.IsInner || Linked(item, row).Any()));

    /// <summary>Writes a row as the object that a plan asks for.</summary>
    public void Write(Utf8JsonWriter json, ReadPlan plan, TableRow row)
    {
        json.WriteStartObject();
        foreach (SelectItem item in plan.Items)
        {
            json.WritePropertyName(item.Name);
            if (item.Embedded is not null)
            {
                WriteEmbedded(json, item, row);
            }
            else
            {
                object? value = item.Column!.Of(row);
                PgType.WriteJson(json, value is null || item.Cast is null ? value : item.Cast.FromText(PgType.Text(value)!));
            }
        }

        json.WriteEndObject();
    }

    private void WriteEmbedded(Utf8JsonWriter json, SelectItem item, TableRow row)
    {
        access.Require(item.Embedded!.Table);
        IReadOnlyList<TableRow> linked = Page(item.Embedded, Linked(item, row)).Rows;
        if (!item.IsMany)
        {
            if (linked.Count == 0)
            {
                json.WriteNullValue();
                return;
            }

            Write(json, item.Embedded, linked[0]);
            return;
        }

        json.WriteStartArray();
        foreach (TableRow each in linked)
        {
            Write(json, item.Embedded, each);
        }

        json.WriteEndArray();
    }

    private IEnumerable<TableRow> Linked(SelectItem item, TableRow row) => row.Key(item.HereColumns) is { } key
        ? Matching(item.Embedded!, item.Embedded!.Table.Rows.Where(other => other.Key(item.ThereColumns) == key))
        : [];

    private (IReadOnlyList<TableRow> Rows, long Total) Page(ReadPlan plan, IEnumerable<TableRow> matching)
    {
        List<TableRow> rows = [.. matching];
        long total = rows.Count;
        if (plan.Order.Count > 0)
        {
            rows = [.. rows.Order(Comparer<TableRow>.Create((left, right) => Compare(plan.Order, left, right)))];
        }

        long limit = Math.Min(plan.Limit ?? long.MaxValue, mostRows);
        return ([.. rows.Skip((int)Math.Min(plan.Offset, int.MaxValue)).Take((int)Math.Min(limit, int.MaxValue))], total);
    }

    private static int Compare(List<RowOrder> order, TableRow left, TableRow right)
    {
        foreach (RowOrder by in order)
        {
            int result = (by.Column.Of(left), by.Column.Of(right)) switch
            {
                (null, null) => 0,
                (null, _) => by.NullsFirst ? -1 : 1,
                (_, null) => by.NullsFirst ? 1 : -1,
                var (a, b) => by.Descending ? PgType.Compare(b, a) : PgType.Compare(a, b),
            };
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }
}
