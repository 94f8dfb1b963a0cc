using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SyncKit.Faults;

namespace SyncKit.Notifications.Mail;

/// <summary>
/// Says why mail was not sent. Pure. What the server wrote is left out: servers repeat addresses and user names.
/// </summary>
internal static class MailFailures
{
    /// <returns>The failure; <see langword="null"/> when the exception tells of a fault in the program.</returns>
    public static Failure? Of(string sink, Exception exception) => exception switch
    {
        SslHandshakeException => new Failure(
            FailureKind.NeedsAttention,
            "notification.mail-tls",
            $"The mail server of the sink '{sink}' showed a certificate that is not trusted for its name, or does not speak TLS on this port.",
            "Check Host, Port and Security of MailNotificationOptions, and the server's certificate."),
        AuthenticationException => new Failure(
            FailureKind.NeedsAttention,
            "notification.mail-login",
            $"The mail server of the sink '{sink}' refused the login.",
            "Check UserName and Password of MailNotificationOptions."),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => new Failure(
            FailureKind.NeedsAttention,
            "notification.mail-sender",
            $"The mail server of the sink '{sink}' refused the sender.",
            "Check From of MailNotificationOptions, and whether the login may send as it."),
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)500, ErrorCode: SmtpErrorCode.MessageNotAccepted } refused => new Failure(
            FailureKind.Permanent, "notification.mail-refused", Answered(sink, refused), "Look into the mail server's log."),
        SmtpCommandException refused => new Failure(
            FailureKind.Transient, "notification.mail-refused", Answered(sink, refused), "Look into the mail server's log if it lasts."),
        NotSupportedException => new Failure(
            FailureKind.NeedsAttention,
            "notification.mail-unsupported",
            $"The mail server of the sink '{sink}' does not offer STARTTLS, or no way to log in.",
            "Set Port and Security of MailNotificationOptions to what the server offers; nothing was sent in the clear."),
        SmtpProtocolException or ServiceNotConnectedException or IOException or SocketException or TimeoutException => new Failure(
            FailureKind.Transient,
            "notification.mail-unreachable",
            $"The mail server of the sink '{sink}' could not be reached, or broke off.",
            "Check Host and Port of MailNotificationOptions and whether the server runs."),
        _ => null,
    };

    private static string Answered(string sink, SmtpCommandException refused) =>
        string.Create(CultureInfo.InvariantCulture, $"The mail server of the sink '{sink}' answered {(int)refused.StatusCode}.");
}
