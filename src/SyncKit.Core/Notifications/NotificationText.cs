using System.Globalization;
using System.Text;

namespace SyncKit.Notifications;

/// <summary>Puts a message into words, as a whole or part by part for sinks that lay it out themselves. Pure.</summary>
public static class NotificationText
{
    /// <summary>How many of one kind a message lists; a person reads no more, and chats and mail have their limits.</summary>
    public const int MostListed = 20;

    internal static string TitleOf(NotificationMessage message) =>
        $"{message.Tenant}: {string.Join("; ", message.Groups.GroupBy(group => group.Kind).OrderBy(kind => kind.Key).Select(kind => Heading(kind.Key, kind.Count())))}";

    internal static string Of(NotificationMessage message)
    {
        StringBuilder text = new();
        text.Append("Tenant ").Append(message.Tenant).Append('\n');
        foreach (IGrouping<NotificationKind, NotificationGroup> kind in message.Groups.GroupBy(group => group.Kind).OrderBy(kind => kind.Key))
        {
            int count = kind.Count();
            text.Append('\n').Append(Heading(kind.Key, count)).Append('\n');
            foreach (NotificationGroup group in kind.Take(MostListed))
            {
                text.Append("- ").Append(Subject(group)).Append(": ").Append(Sentence(group)).Append('\n');
                text.Append("  ").Append(Note(group)).Append('\n');
            }

            if (Rest(count) is { } rest)
            {
                text.Append("- ").Append(rest).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>What a kind is called, with its number.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="count">How many subjects of that kind there are.</param>
    public static string Heading(NotificationKind kind, int count)
    {
        string number = Number(count);
        bool one = count == 1;
        return kind switch
        {
            NotificationKind.NeedsReconnect => one ? "1 connection needs attention" : $"{number} connections need attention",
            NotificationKind.LanePaused => one ? "1 connection is not taking anything" : $"{number} connections are not taking anything",
            NotificationKind.DeadLetters => one ? "1 flow has records that need a decision" : $"{number} flows have records that need a decision",
            NotificationKind.RunDiffers => one ? "1 run ended with differences" : $"{number} runs ended with differences",
            NotificationKind.WebhookLoss => one ? "1 shop does not deliver all webhooks" : $"{number} shops do not deliver all webhooks",
            NotificationKind.TokenEdge => one ? "1 connection must be renewed soon" : $"{number} connections must be renewed soon",
            _ => one ? "1 notice" : $"{number} notices",
        };
    }

    /// <summary>What it is about, on one line.</summary>
    /// <param name="group">The group.</param>
    public static string Subject(NotificationGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Line(group.Subject);
    }

    /// <summary>What is wrong and what to do, on one line.</summary>
    /// <param name="group">The group.</param>
    public static string Sentence(NotificationGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Remedy.Length == 0 ? Line(group.Message) : $"{Line(group.Message)} {Line(group.Remedy)}";
    }

    /// <summary>When, how often, and under which code, on one line.</summary>
    /// <param name="group">The group.</param>
    public static string Note(NotificationGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        string again = group.TimesTold > 0 ? "again, " : string.Empty;
        return group.Count > 1
            ? $"({again}{Number(group.Count)} times from {Time(group.FirstAt)} to {Time(group.LastAt)}; {Line(group.Code)})"
            : $"({again}{Time(group.LastAt)}; {Line(group.Code)})";
    }

    /// <summary>How many of a kind are not listed, in words; <see langword="null"/> when all are.</summary>
    /// <param name="count">How many there are.</param>
    public static string? Rest(int count) => count > MostListed ? $"and {Number(count - MostListed)} more" : null;

    /// <summary>The text on one line: what a vendor or a shop wrote must not look like lines of ours.</summary>
    private static string Line(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAny('\x7f', '\u2028', '\u2029'))
        {
            return text;
        }

        return string.Create(text.Length, text, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
            }
        });
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
