using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SyncKit.Notifications.Slack;

/// <summary>
/// A message as a chat takes it: blocks for Slack, and everything once more as text for those that know no blocks. Pure. Within the limits of all:
/// Slack takes 50 blocks of 3000 characters and about 13 000 in all, Discord 2000 characters of text.
/// </summary>
internal static class SlackPayload
{
    public const int MostText = 1900;
    public const int MostBlockText = 2900;
    public const int MostBlocksText = 12_000;

    private const int LongestName = 200;
    private const int LongestSentence = 600;

    public static byte[] Write(NotificationMessage message)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("text", TextOf(message));
            json.WriteStartArray("blocks");
            foreach (string section in Sections(message))
            {
                json.WriteStartObject();
                json.WriteString("type", "section");
                json.WriteStartObject("text");
                json.WriteString("type", "mrkdwn");
                json.WriteString("text", section);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>
    /// What Slack asks to be escaped: then nobody is mentioned and nothing is linked that a shop or vendor wrote. Cut where the escaped text is long enough, never
    /// within a character or an escape.
    /// </summary>
    public static string Escape(string text, int most)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            string next = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            };
            if (escaped.Length + next.Length > most - 1)
            {
                return escaped.Append('…').ToString();
            }

            escaped.Append(next);
        }

        return escaped.ToString();
    }

    private static string TextOf(NotificationMessage message)
    {
        StringBuilder text = new($"*{Escape(message.Title, LongestSentence)}*");
        (List<string> lines, int left) = Fitting(message, MostText - text.Length);
        foreach (string line in lines)
        {
            text.Append('\n').Append(line);
        }

        return text.Append(Rest(left)).ToString();
    }

    private static IEnumerable<string> Sections(NotificationMessage message)
    {
        StringBuilder section = new($"*{Escape(message.Title, LongestSentence)}*");
        (List<string> lines, int left) = Fitting(message, MostBlocksText - section.Length);
        foreach (string line in lines)
        {
            if (section.Length + line.Length + 1 > MostBlockText)
            {
                yield return section.ToString();
                section.Clear();
            }

            section.Append(section.Length > 0 ? "\n" : string.Empty).Append(line);
        }

        yield return section.Append(Rest(left)).ToString();
    }

    /// <summary>As many groups as there is room for, each on a line, and how many are left.</summary>
    private static (List<string> Lines, int Left) Fitting(NotificationMessage message, int room)
    {
        const int ForTheRest = 40;
        List<string> lines = [];
        foreach (NotificationGroup group in message.Groups)
        {
            string line = LineOf(group);
            room -= line.Length + 1;
            if (room < ForTheRest || lines.Count == NotificationText.MostListed)
            {
                break;
            }

            lines.Add(line);
        }

        return (lines, message.Groups.Count - lines.Count);
    }

    private static string LineOf(NotificationGroup group)
    {
        string subject = Escape(NotificationText.Subject(group), LongestName);
        string sentence = Escape(NotificationText.Sentence(group), LongestSentence);
        return $"• *{subject}*: {sentence} {Escape(NotificationText.Note(group), LongestName)}";
    }

    private static string Rest(int left) => left == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"\n• and {left:#,0} more");
}
