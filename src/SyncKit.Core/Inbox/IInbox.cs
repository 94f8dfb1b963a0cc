using SyncKit.Connections;
using SyncKit.Lanes;

namespace SyncKit.Inbox;

/// <summary>Shows what waits, and where. Safe for use from several threads.</summary>
public interface IInbox
{
    /// <summary>Lists a tenant's waiting changes, each once, in a stable order of their records.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="query">Which of them.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException"><see cref="InboxQuery.After"/> is not a mark that a page ended with.</exception>
    Task<InboxPage> ListAsync(TenantId tenant, InboxQuery query, CancellationToken cancellationToken);

    /// <summary>How a tenant's lanes stand by the store's clock, in ordinal order; a lane that nothing was ever put into is left out.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<LaneStatus>> ListLanesAsync(TenantId tenant, CancellationToken cancellationToken);
}
