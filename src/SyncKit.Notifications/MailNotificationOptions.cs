using System.Net.Security;
using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>How mail is sent, and to whom. The options are read anew for each message, so that a password changes without a restart.</summary>
public sealed class MailNotificationOptions
{
    /// <summary>The SMTP server.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>The server's port. <value>Default: 587.</value></summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected. <value>Default: STARTTLS, which the server must offer.</value></summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Who logs in. <value>Default: nobody.</value></summary>
    public string? UserName { get; set; }

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public string? Password { get; set; }

    /// <summary>The sender, for example <c>SyncKit &lt;sync@example.com&gt;</c>.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>The recipients for all tenants. Those of one message see each other.</summary>
    public IList<string> To { get; } = [];

    /// <summary>Of which kinds to tell. <value>Default: empty, which means all.</value></summary>
    public ISet<NotificationKind> Kinds { get; } = new HashSet<NotificationKind>();

    /// <summary>Finds each tenant's own recipients, instead of <see cref="To"/>; empty for a tenant that is not told. <value>Default: none.</value></summary>
    public Func<TenantId, CancellationToken, ValueTask<IReadOnlyList<string>>>? Route { get; set; }

    /// <summary>For tests, whose certificates nobody signed.</summary>
    internal RemoteCertificateValidationCallback? CertificateCheck { get; set; }

    internal bool Takes(NotificationKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
