using SyncKit.Connections;

namespace SyncKit.Inbox;

/// <summary>Shows what waits. Safe for use from several threads.</summary>
public interface IInbox
{
    /// <summary>Lists a tenant's waiting changes, each once, in a stable order of their records.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="query">Which of them.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException"><see cref="InboxQuery.After"/> is not a mark that a page ended with.</exception>
    Task<InboxPage> ListAsync(TenantId tenant, InboxQuery query, CancellationToken cancellationToken);
}
