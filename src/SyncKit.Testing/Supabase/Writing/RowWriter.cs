using System.Text.Json;
using SyncKit.Testing.Supabase.Querying;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Writing;

/// <summary>Writes rows within a transaction.</summary>
/// <param name="tables">All tables of the project.</param>
/// <param name="transaction">The transaction.</param>
/// <param name="access">Who writes.</param>
/// <param name="moment">What defaults depend on.</param>
internal sealed class RowWriter(IReadOnlyCollection<ProjectTable> tables, Transaction transaction, Access access, RowMoment moment)
{
    /// <summary>Puts rows in, or changes those that are there.</summary>
    public InsertResult Insert(ProjectTable table, JsonElement body, InsertOptions options)
    {
        access.Require(table);
        JsonElement[] items = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
        int[] columns = Columns(table, items, options.Columns);
        UniqueKey? arbiter = options.Resolution is null ? null : Arbiter(table, options.OnConflict);
        HashSet<TableRow> written = [];
        List<TableRow> affected = [];
        int inserted = 0;
        foreach (JsonElement item in items)
        {
            TableRow row = Make(table, item, columns, options.MissingAreDefault);
            RowRules.Check(table, row);
            TableRow? existing = arbiter is not null && row.Key(arbiter.Columns) is { } value ? table.Find(arbiter, value) : null;
            if (existing is not null && options.Resolution == "ignore-duplicates")
            {
                continue;
            }

            if (existing is not null && written.Contains(existing))
            {
                throw new DatabaseErrorException(
                    "21000",
                    "ON CONFLICT DO UPDATE command cannot affect row a second time",
                    hint: "Ensure that no rows proposed for insertion within the same command have duplicate constrained values.");
            }

            if (existing is not null)
            {
                row = Change(table, existing, columns, row.Values, touches: true);
            }
            else
            {
                RowRules.CheckUnique(table, row);
                Permit(table, row);
                transaction.Insert(table, row);
                inserted++;
            }

            written.Add(row);
            affected.Add(row);
        }

        RowRules.CheckTargets(table, affected);
        return new InsertResult(affected, inserted);
    }

    /// <summary>Changes rows.</summary>
    public IReadOnlyList<TableRow> Update(ProjectTable table, IReadOnlyList<TableRow> rows, JsonElement change, bool touches = true)
    {
        access.Require(table);
        int[] columns = Columns(table, [change], null);
        object?[] values = new object?[table.Columns.Count];
        Fill(table, change, columns, values);
        TableRow[] after = [.. rows.Select(row => Change(table, row, columns, values, touches))];
        RowRules.CheckTargets(table, after);
        return after;
    }

    /// <summary>Takes rows out, with those that go with them.</summary>
    public void Delete(ProjectTable table, IReadOnlyList<TableRow> rows)
    {
        access.Require(table);
        foreach (TableRow row in rows.Where(static row => row.IsLive))
        {
            transaction.Remove(table, row);
        }

        foreach ((ProjectTable from, ForeignKey key) in References(table))
        {
            Dictionary<string, TableRow> gone = [];
            foreach (TableRow row in rows)
            {
                if (row.Key(key.TargetColumns) is { } value)
                {
                    gone[value] = row;
                }
            }

            TableRow[] left = [.. from.Rows.Where(row => row.Key(key.Columns) is { } value && gone.ContainsKey(value))];
            if (left.Length > 0 && !key.Cascades)
            {
                throw RowRules.StillReferenced(table, gone[left[0].Key(key.Columns)!], from, key);
            }

            if (left.Length > 0)
            {
                Delete(from, left);
            }
        }
    }

    private TableRow Change(ProjectTable table, TableRow before, int[] columns, object?[] values, bool touches)
    {
        if (!access.May(table, before))
        {
            throw Refuse.RowSecurity(table);
        }

        object?[] changed = [.. before.Values];
        foreach (int column in columns)
        {
            changed[column] = values[column];
        }

        if (touches)
        {
            table.Touched.ForEach(column => changed[column] = moment.Now);
        }

        TableRow after = new(changed);
        RowRules.Check(table, after);
        transaction.Remove(table, before);
        RowRules.CheckUnique(table, after);
        Permit(table, after);
        transaction.Insert(table, after);
        foreach ((ProjectTable from, ForeignKey key) in References(table))
        {
            string? old = before.Key(key.TargetColumns);
            if (old is not null && old != after.Key(key.TargetColumns) && from.Rows.Any(row => row.Key(key.Columns) == old))
            {
                throw RowRules.StillReferenced(table, before, from, key);
            }
        }

        return after;
    }

    private void Permit(ProjectTable table, TableRow row)
    {
        if (!access.May(table, row))
        {
            throw Refuse.RowSecurity(table);
        }
    }

    private IEnumerable<(ProjectTable From, ForeignKey Key)> References(ProjectTable table) =>
        from other in tables from key in other.ForeignKeys where key.Target == table select (other, key);

    private TableRow Make(ProjectTable table, JsonElement item, int[] columns, bool missingAreDefault)
    {
        object?[] values = new object?[table.Columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            bool isGiven = columns.Contains(i) && (!missingAreDefault || item.TryGetProperty(table.Columns[i].Name, out _));
            values[i] = isGiven ? null : table.Columns[i].Default?.Invoke(moment);
        }

        Fill(table, item, columns, values);
        return new TableRow(values);
    }

    private static void Fill(ProjectTable table, JsonElement item, int[] columns, object?[] values)
    {
        foreach (int column in columns)
        {
            if (item.TryGetProperty(table.Columns[column].Name, out JsonElement value))
            {
                values[column] = table.Columns[column].Type.FromJson(value);
            }
        }
    }

    private static int[] Columns(ProjectTable table, JsonElement[] items, IReadOnlyList<string>? named)
    {
        if (items.Any(static item => item.ValueKind != JsonValueKind.Object))
        {
            throw Refuse.BadBody("Empty or invalid json");
        }

        IReadOnlyList<string> names = named ?? (items.Length == 0 ? [] : [.. items[0].EnumerateObject().Select(static member => member.Name).Distinct()]);
        if (named is null && !Array.TrueForAll(items, item => names.ToHashSet().SetEquals(item.EnumerateObject().Select(static member => member.Name))))
        {
            throw Refuse.BadBody("All object keys must match");
        }

        return [.. names.Select(name => table.Find(name) ?? throw Refuse.ColumnNotInCache(table, name))];
    }

    private static UniqueKey? Arbiter(ProjectTable table, IReadOnlyList<string>? columns)
    {
        if (columns is null)
        {
            return table.PrimaryKey;
        }

        HashSet<int> wanted = [.. columns.Select(column => table.Find(column) ?? throw Refuse.UnknownColumn(table, column))];
        return table.Keys.Find(key => wanted.SetEquals(key.Columns))
            ?? throw new DatabaseErrorException("42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification");
    }
}
