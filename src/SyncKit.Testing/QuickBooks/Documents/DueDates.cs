using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>When a term makes an invoice due.</summary>
internal static class DueDates
{
    public static DateOnly Of(DateOnly date, JsonObject? term)
    {
        if (term.Number("DayOfMonthDue") is not { } day)
        {
            return date.AddDays((int)(term.Number("DueDays") ?? 0m));
        }

        // Within so many days before the due day, the next month's is meant.
        DateOnly due = DayOf(date, (int)day);
        int grace = (int)(term.Number("DueNextMonthDays") ?? 0m);
        return due < date.AddDays(grace) ? DayOf(new DateOnly(date.Year, date.Month, 1).AddMonths(1), (int)day) : due;
    }

    private static DateOnly DayOf(DateOnly month, int day) =>
        new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));
}
