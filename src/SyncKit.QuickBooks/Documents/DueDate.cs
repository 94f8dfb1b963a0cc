using System.Globalization;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Reckons when an invoice is due by its payment term. Pure.</summary>
internal static class DueDate
{
    public const string Days = "dueDays";
    public const string DayOfMonth = "dayOfMonthDue";
    public const string NextMonthDays = "dueNextMonthDays";

    public static DateOnly Of(DateOnly day, ResolvedReference? term)
    {
        if (Number(term, DayOfMonth) is not { } dayOfMonth)
        {
            return day.AddDays(Number(term, Days) ?? 0);
        }

        DateOnly due = In(day.Year, day.Month, dayOfMonth);
        bool tooSoon = due < day || due.DayNumber - day.DayNumber < (Number(term, NextMonthDays) ?? 0);
        DateOnly next = day.AddDays(1 - day.Day).AddMonths(1);
        return tooSoon ? In(next.Year, next.Month, dayOfMonth) : due;
    }

    private static DateOnly In(int year, int month, int day) => new(year, month, Math.Clamp(day, 1, DateTime.DaysInMonth(year, month)));

    private static int? Number(ResolvedReference? term, string name) =>
        int.TryParse(term?.Attributes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
