using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace SyncKit.Notifications.Mail;

/// <summary>Reads addresses strictly: one mailbox each, and nothing that could become a header of its own.</summary>
internal static class MailAddresses
{
    public static bool TryRead(string? text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        return !string.IsNullOrWhiteSpace(text)
            && !text.Any(char.IsControl)
            && MailboxAddress.TryParse(text, out address)
            && address is { Address: { Length: > 0 } mailbox }
            && mailbox.IndexOf('@') is > 0 and var at
            && at < mailbox.Length - 1
            && !mailbox.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c));
    }
}
