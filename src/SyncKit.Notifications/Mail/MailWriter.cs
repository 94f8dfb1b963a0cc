using System.Net;
using System.Text;
using MimeKit;
using MimeKit.Text;

namespace SyncKit.Notifications.Mail;

/// <summary>Writes a message as a mail. Pure: the same message is the same mail in every attempt, with the same Message-Id.</summary>
internal static class MailWriter
{
    private const int LongestSubject = 200;

    public static MimeMessage Write(string sink, NotificationMessage message, MailboxAddress from, IEnumerable<MailboxAddress> to)
    {
        string domain = from.Address[(from.Address.LastIndexOf('@') + 1)..];
        MimeMessage mail = new()
        {
            Subject = message.Title.Length <= LongestSubject ? message.Title : $"{message.Title[..LongestSubject]}…",
            Date = message.At,
            MessageId = $"{message.Id}.{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(sink))}@{MailboxAddress.EncodeAddrspec($"x@{domain}")[2..]}",
            Body = new MultipartAlternative
            {
                new TextPart(TextFormat.Plain) { Text = message.Text },
                new TextPart(TextFormat.Html) { Text = HtmlOf(message) },
            },
        };
        mail.From.Add(from);
        mail.To.AddRange(to);

        // No answers from absent people and ticket systems.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string HtmlOf(NotificationMessage message)
    {
        StringBuilder html = new();
        html.Append("<!DOCTYPE html><html><body><p>Tenant <b>").Append(Encoded(message.Tenant.Value)).Append("</b></p>");
        foreach (IGrouping<NotificationKind, NotificationGroup> kind in message.Groups.GroupBy(group => group.Kind).OrderBy(kind => kind.Key))
        {
            int count = kind.Count();
            html.Append("<h3>").Append(Encoded(NotificationText.Heading(kind.Key, count))).Append("</h3><ul>");
            foreach (NotificationGroup group in kind.Take(NotificationText.MostListed))
            {
                html.Append("<li><b>").Append(Encoded(NotificationText.Subject(group))).Append("</b>: ").Append(Encoded(NotificationText.Sentence(group)))
                    .Append("<br><small>").Append(Encoded(NotificationText.Note(group))).Append("</small></li>");
            }

            if (NotificationText.Rest(count) is { } rest)
            {
                html.Append("<li>").Append(Encoded(rest)).Append("</li>");
            }

            html.Append("</ul>");
        }

        return html.Append("</body></html>").ToString();
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
