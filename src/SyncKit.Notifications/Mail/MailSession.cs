using MailKit.Net.Smtp;
using MimeKit;
using SyncKit.Faults;

namespace SyncKit.Notifications.Mail;

/// <summary>One connection to a mail server. A recipient that the server refuses does not keep the mail from the others.</summary>
internal sealed class MailSession(string sink) : SmtpClient
{
    private bool isRefusedForNow;

    /// <summary>How many recipients the server refused.</summary>
    public int Refused { get; private set; }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Refused++;
        isRefusedForNow |= (int)response.StatusCode is >= 400 and < 500;
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new ConnectorException(new Failure(
        isRefusedForNow ? FailureKind.Transient : FailureKind.Permanent,
        "notification.mail-recipients",
        $"The mail server of the sink '{sink}' takes mail to none of the recipients.",
        "Check the recipients' addresses and whether the server may send to them."));
}
