using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>Which chat is told.</summary>
public sealed class SlackNotificationOptions
{
    /// <summary>
    /// The incoming webhook's address for all tenants; https, or http on this machine. It is a secret as a whole. It comes from whoever runs the host, so it may be
    /// a private one. For Discord, append <c>/slack</c>.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>Of which kinds to tell. <value>Default: empty, which means all.</value></summary>
    public ISet<NotificationKind> Kinds { get; } = new HashSet<NotificationKind>();

    /// <summary>
    /// Finds each tenant's own chat, instead of <see cref="Url"/>; <see langword="null"/> for a tenant that is not told. Only public addresses are called: a tenant
    /// may have named them. <value>Default: none.</value>
    /// </summary>
    public Func<TenantId, CancellationToken, ValueTask<Uri?>>? Route { get; set; }

    internal bool Takes(NotificationKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
