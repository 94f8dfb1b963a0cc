namespace SyncKit.Notifications;

/// <summary>How the connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>It begins in the clear and must change over to TLS before anything is said; usual on port 587. A server that cannot is refused.</summary>
    StartTls,

    /// <summary>It is TLS from the first byte; usual on port 465.</summary>
    Tls,

    /// <summary>It is in the clear. With a password only to this machine.</summary>
    None,
}
