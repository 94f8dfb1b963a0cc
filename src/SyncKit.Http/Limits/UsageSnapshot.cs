using System.Globalization;
using System.Text;

namespace SyncKit.Http;

/// <summary>
/// An account's recent starts as one line: <c>1;taken at (Unix ms);pause left (ms);class=age x count,…;…</c>, with <c>*</c> for the starts that every
/// request counts in. Ages are grouped, and a group has the age of its youngest member, so that nothing looks older than it is.
/// </summary>
internal sealed record UsageSnapshot(DateTimeOffset TakenAt, TimeSpan PauseLeft, IReadOnlyList<UsageSnapshot.StartGroup> Starts)
{
    private const string Version = "1";
    private const string EveryClass = "*";
    private const int SmallestStep = 50;

    public static string Write(
        IReadOnlyList<StartWindow> windows, IReadOnlyCollection<string?> upcoming, TimeSpan now, DateTimeOffset wallClock, TimeSpan pauseLeft)
    {
        var text = new StringBuilder();
        var pause = (long)Math.Ceiling(pauseLeft.TotalMilliseconds);
        text.Append(CultureInfo.InvariantCulture, $"{Version};{wallClock.ToUnixTimeMilliseconds()};{pause}");
        foreach (var ofClass in windows.GroupBy(static w => w.Class ?? EveryClass, StringComparer.Ordinal))
        {
            var longest = ofClass.MaxBy(static w => w.Length)!;
            var about = upcoming.Count(requestClass => longest.Class is null || requestClass == longest.Class);
            var groups = longest.Starts
                .Concat(Enumerable.Repeat(now, about))
                .Where(start => now - start < longest.Length)
                .GroupBy(start => Youngest((long)(now - start).TotalMilliseconds))
                .Select(static g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}x{g.Count()}"));
            text.Append(';').Append(ofClass.Key).Append('=').AppendJoin(',', groups);
        }

        return text.ToString();
    }

    public static UsageSnapshot Parse(string text)
    {
        var parts = text.Split(';');
        if (parts.Length < 3 || parts[0] != Version)
        {
            throw NotASnapshot();
        }

        var starts = new List<StartGroup>();
        foreach (var part in parts.Skip(3))
        {
            if (part.Split('=') is not [var name, var groups] || !(name == EveryClass || RateLimits.IsClassName(name)))
            {
                throw NotASnapshot();
            }

            foreach (var group in groups.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (group.Split('x') is not [var age, var count])
                {
                    throw NotASnapshot();
                }

                starts.Add(new StartGroup(name == EveryClass ? null : name, Milliseconds(age), (int)Number(count, int.MaxValue)));
            }
        }

        return new UsageSnapshot(DateTimeOffset.FromUnixTimeMilliseconds(Number(parts[1], 253_402_300_799_999)), Milliseconds(parts[2]), starts);
    }

    private static long Youngest(long ageMilliseconds)
    {
        // A tenth of the magnitude is exact enough for a long window and keeps the line short.
        var step = Math.Max(SmallestStep, (long)Math.Pow(2, Math.Floor(Math.Log2(Math.Max(1, ageMilliseconds / 10)))));
        return ageMilliseconds / step * step;
    }

    private static TimeSpan Milliseconds(string text) => TimeSpan.FromMilliseconds(Number(text, 100L * 366 * 86_400_000));

    private static long Number(string text, long largest) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest ? number : throw NotASnapshot();

    private static FormatException NotASnapshot() => new("The text is not a usage snapshot of an account limiter.");

    /// <summary>Starts of about the same age.</summary>
    internal sealed record StartGroup(string? RequestClass, TimeSpan Age, int Count);
}
