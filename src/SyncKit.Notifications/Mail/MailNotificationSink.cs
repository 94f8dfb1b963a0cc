using MailKit;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Notifications.Mail;

/// <summary>Sends mail, one connection per message.</summary>
internal sealed partial class MailNotificationSink(
    string name,
    IOptionsMonitor<MailNotificationOptions> options,
    ILogger<MailNotificationSink> logger) : INotificationSink
{
    /// <summary>Milliseconds that the server may take for one answer.</summary>
    private const int AnswerTimeout = 30_000;

    public string Name => name;

    public bool Takes(TenantId tenant, NotificationKind kind) => options.Get(name).Takes(kind);

    public async Task SendAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        MailNotificationOptions current = options.Get(name);
        IReadOnlyList<string> to = current.Route is { } route
            ? await route(message.Tenant, cancellationToken).ConfigureAwait(false)
            : [.. current.To];
        if (to.Count == 0)
        {
            return;
        }

        MimeMessage mail = MailWriter.Write(name, message, Read(current.From, message.Tenant), [.. to.Select(address => Read(address, message.Tenant))]);
        try
        {
            await SendAsync(current, mail, message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (MailFailures.Of(name, exception) is not null)
        {
            // Without the cause: what the server wrote may repeat addresses and user names.
            throw new ConnectorException(MailFailures.Of(name, exception)!);
        }
    }

    private async Task SendAsync(MailNotificationOptions current, MimeMessage mail, NotificationMessage message, CancellationToken cancellationToken)
    {
        using MailSession session = new(name) { Timeout = AnswerTimeout };
        if (current.CertificateCheck is { } check)
        {
            session.ServerCertificateValidationCallback = check;
        }

        SecureSocketOptions security = current.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
        await session.ConnectAsync(current.Host, current.Port, security, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(current.UserName))
        {
            await session.AuthenticateAsync(current.UserName, current.Password ?? string.Empty, cancellationToken).ConfigureAwait(false);
        }

        await session.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        if (session.Refused > 0)
        {
            LogRefused(name, session.Refused, mail.To.Count, message.Id);
        }

        await LeaveAsync(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The mail is taken: whatever goes wrong now must not send it again.</summary>
    private static async Task LeaveAsync(MailSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
            // Who is not there does not need a farewell.
        }
    }

    private MailboxAddress Read(string text, TenantId tenant) => MailAddresses.TryRead(text, out MailboxAddress? address)
        ? address
        : throw new ConnectorException(new Failure(
            FailureKind.NeedsAttention,
            "notification.mail-address",
            $"The sink '{name}' has something for {tenant} that is not one mail address.",
            "Correct From and To of MailNotificationOptions, or what its Route gives for this tenant."));

    [LoggerMessage(2101, LogLevel.Warning, "The mail server of the sink '{Sink}' refused {Refused} of {All} recipients of message {Message}; the others have it.")]
    private partial void LogRefused(string sink, int refused, int all, string message);
}
