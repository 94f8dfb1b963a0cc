using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>Where signed notifications are posted to. The options are read anew for each message, so that a secret changes without a restart.</summary>
public sealed class HttpNotificationOptions
{
    /// <summary>
    /// The address for all tenants; https, or http on this machine. It comes from whoever runs the host, so it may be a private one.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>The secret that signs: 24 to 64 random bytes in base64, with or without <c>whsec_</c> before it.</summary>
    public string Secret { get; set; } = string.Empty;

    /// <summary>The secret from before, which signs as well while receivers change over. <value>Default: none.</value></summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Of which kinds to tell. <value>Default: empty, which means all.</value></summary>
    public ISet<NotificationKind> Kinds { get; } = new HashSet<NotificationKind>();

    /// <summary>
    /// Finds each tenant's own receiver, instead of <see cref="Url"/>; <see langword="null"/> for a tenant that is not told. Only public addresses are called:
    /// a tenant may have named them. <value>Default: none.</value>
    /// </summary>
    public Func<TenantId, CancellationToken, ValueTask<HttpNotificationTarget?>>? Route { get; set; }

    internal bool Takes(NotificationKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
