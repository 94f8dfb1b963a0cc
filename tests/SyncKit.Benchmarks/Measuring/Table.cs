namespace SyncKit.Benchmarks.Measuring;

/// <summary>Prints rows in columns that are as wide as they need to be.</summary>
internal sealed class Table
{
    private readonly List<string[]> rows = [];

    public Table(params string[] heads) => rows.Add(heads);

    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Adds what a comparison found.</summary>
    public void Add(string name, Comparison comparison)
    {
        Add(name, Figures.Time(comparison.Subject), Figures.Bytes(comparison.Subject), Figures.Ratio(comparison.Ratio));
        Add("  its floor", Figures.Time(comparison.Floor), Figures.Bytes(comparison.Floor), "1");
    }

    public void Print()
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            Console.WriteLine(string.Join("   ", cells).TrimEnd());
        }
    }
}
