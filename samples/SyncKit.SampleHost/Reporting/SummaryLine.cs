using System.Globalization;
using System.Text;
using System.Text.Json;
using SyncKit.Ledger;

namespace SyncKit.SampleHost.Reporting;

/// <summary>The report as one JSON object on one line, for scripts.</summary>
internal static class SummaryLine
{
    public static string Write(RunReport report)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            FlowCounts moved = report.Moved;
            json.WriteStartObject();
            json.WriteNumber("read", moved.Entered);
            json.WriteNumber("written", moved.Written);
            json.WriteNumber("updated", moved.Updated);
            json.WriteNumber("unchanged", moved.Unchanged);
            json.WriteNumber("superseded", moved.Superseded);
            json.WriteNumber("skipped", moved.Skipped);
            json.WriteNumber("deadLettered", report.Now.Dead);
            json.WriteNumber("waiting", report.Now.Waiting);
            WriteTotals(json, "sourceTotal", report.Books.SourceTotals);
            WriteTotals(json, "booksTotal", report.Books.BooksTotals);
            if (report.Rows is { } rows)
            {
                json.WriteNumber("rowsWritten", rows.Moved.Written);
                json.WriteNumber("rowsUpdated", rows.Moved.Updated);
                WriteTotals(json, "rowsTotal", rows.Rows.BooksTotals);
            }

            json.WriteNumber("differences", report.Books.Differences.Count + (report.Rows?.Rows.Differences.Count ?? 0));
            json.WriteStartObject("apiCalls");
            foreach ((string connector, long calls) in report.ApiCalls)
            {
                json.WriteNumber(connector, calls);
            }

            json.WriteEndObject();
            json.WriteNumber("meteredReads", report.MeteredReads);
            json.WriteNumber("seconds", Math.Round((decimal)report.Took.TotalMilliseconds / 1000m, 2));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTotals(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, decimal> totals)
    {
        json.WriteStartObject(name);
        foreach ((string currency, decimal total) in totals.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(currency, total.ToString("0.00##", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
