namespace SyncKit.Testing.Supabase.Tables;

/// <summary>What was done in one request, so that it can be undone.</summary>
/// <param name="now">When it began, which is what <c>now()</c> gives in all of it.</param>
internal sealed class Transaction(DateTimeOffset now)
{
    private readonly Stack<Action> undo = new();
    private readonly HashSet<ProjectTable> tables = [];

    public DateTimeOffset Now { get; } = now;

    public void Insert(ProjectTable table, TableRow row)
    {
        table.Insert(row);
        tables.Add(table);
        undo.Push(() => table.Remove(row));
    }

    public void Remove(ProjectTable table, TableRow row)
    {
        table.Remove(row);
        tables.Add(table);
        undo.Push(() => table.Revive(row));
    }

    public void Replace(ProjectTable table, TableRow before, TableRow after)
    {
        Remove(table, before);
        Insert(table, after);
    }

    public void RollBack()
    {
        while (undo.TryPop(out Action? step))
        {
            step();
        }
    }

    public void Commit()
    {
        undo.Clear();
        foreach (ProjectTable table in tables)
        {
            table.Vacuum();
        }
    }
}
