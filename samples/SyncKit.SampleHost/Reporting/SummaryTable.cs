using System.Globalization;
using Spectre.Console;
using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.Reconciling;

namespace SyncKit.SampleHost.Reporting;

/// <summary>The report as tables that a bookkeeper understands.</summary>
internal static class SummaryTable
{
    private const int MostRows = 20;

    public static void Write(IAnsiConsole console, RunReport report)
    {
        console.Write(Orders(report));
        console.Write(Money("Money, all runs", "books", report.Books));
        if (report.Rows is { } rows)
        {
            console.Write(Money("Rows in Supabase, all runs", "rows", rows.Rows));
        }

        WriteHeld(console, [.. report.Held, .. report.Rows?.Held ?? []]);
        WriteDifferences(console, [.. report.Books.Differences, .. report.Rows?.Rows.Differences ?? []]);
        foreach (Connection connection in report.NeedAttention)
        {
            console.MarkupLineInterpolated($"[red]{connection.Id} needs attention:[/] {connection.Status.Message}");
        }
    }

    private static Table Orders(RunReport report)
    {
        FlowCounts moved = report.Moved;
        Table table = new Table().Title("Orders in this run").Border(TableBorder.Rounded).HideHeaders().AddColumn("what").AddColumn(new TableColumn("count").RightAligned());
        Row(table, "read from the shop", moved.Entered);
        Row(table, "written to the books", moved.Written);
        Row(table, "updated in the books", moved.Updated);
        if (report.Rows is { } rows)
        {
            Row(table, "written to Supabase", rows.Moved.Written);
            Row(table, "updated in Supabase", rows.Moved.Updated);
        }

        Row(table, "unchanged", moved.Unchanged);
        Row(table, "replaced by a newer version while waiting", moved.Superseded);
        Row(table, "skipped", moved.Skipped);
        foreach ((string rule, int count) in report.Skipped)
        {
            table.AddRow(new Markup($"[grey]  in all by rule {Markup.Escape(rule)}[/]"), new Markup($"[grey]{count}[/]"));
        }

        Row(table, "held as dead letters", report.Now.Dead + (report.Rows?.Now.Dead ?? 0));
        Row(table, "waiting", report.Now.Waiting + (report.Rows?.Now.Waiting ?? 0));
        foreach ((string connector, long calls) in report.ApiCalls)
        {
            Row(table, $"API calls to {connector}", calls);
        }

        Row(table, "of these, reads that QuickBooks bills", report.MeteredReads);
        return table;
    }

    private static Table Money(string title, string where, Reconciliation compared)
    {
        Table table = new Table().Title(title).Border(TableBorder.Rounded)
            .AddColumn("currency")
            .AddColumn(new TableColumn("shop").RightAligned())
            .AddColumn(new TableColumn(where).RightAligned())
            .AddColumn(new TableColumn("difference").RightAligned());
        IEnumerable<string> currencies = compared.SourceTotals.Keys.Union(compared.BooksTotals.Keys, StringComparer.Ordinal);
        foreach (string currency in currencies.Order(StringComparer.Ordinal))
        {
            decimal source = compared.SourceTotals.GetValueOrDefault(currency);
            decimal there = compared.BooksTotals.GetValueOrDefault(currency);
            string difference = source == there ? "[green]0.00[/]" : $"[red]{Amount(there - source)}[/]";
            table.AddRow(new Text(currency), new Text(Amount(source)), new Text(Amount(there)), new Markup(difference));
        }

        return table;
    }

    private static void WriteHeld(IAnsiConsole console, IReadOnlyList<LedgerRecord> held)
    {
        if (held.Count == 0)
        {
            return;
        }

        Table table = new Table().Title("Held until someone acts").Border(TableBorder.Rounded).AddColumn("order").AddColumn("reason").AddColumn("what to do");
        foreach (LedgerRecord letter in held.Take(MostRows))
        {
            table.AddRow(new Text(letter.Record.Id), new Text(letter.Message), new Text(letter.Remedy));
        }

        console.Write(table);
        WriteRest(console, held.Count);
    }

    private static void WriteDifferences(IAnsiConsole console, IReadOnlyList<Difference> differences)
    {
        foreach (Difference difference in differences.Where(difference => difference.Kind != DifferenceKind.Held).Take(MostRows))
        {
            console.MarkupLineInterpolated($"[red]{difference.Kind}:[/] {difference.Message}");
        }

        WriteRest(console, differences.Count(difference => difference.Kind != DifferenceKind.Held));
    }

    private static void WriteRest(IAnsiConsole console, int count)
    {
        if (count > MostRows)
        {
            console.MarkupLineInterpolated($"[grey]… and {count - MostRows} more[/]");
        }
    }

    private static void Row(Table table, string what, long count) =>
        table.AddRow(new Text(what), new Text(count.ToString(CultureInfo.InvariantCulture)));

    private static string Amount(decimal amount) => amount.ToString("#,##0.00##", CultureInfo.InvariantCulture);
}
