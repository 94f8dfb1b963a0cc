using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>Which entries of a tenant's audit trail are wanted, newest first.</summary>
/// <param name="Tenant">Whose.</param>
public sealed record AuditQuery(TenantId Tenant)
{
    /// <summary>How many at most; at least 1. <value>Default: 100.</value></summary>
    public int Most { get; init; } = 100;

    /// <summary>Only entries with a smaller number: the last one of the page before. <value>Default: none, which begins with the newest.</value></summary>
    public long? Before { get; init; }

    /// <summary>Only actions that begin so, for example <c>credentials.</c>. <value>Default: all.</value></summary>
    public string? ActionPrefix { get; init; }

    /// <summary>Only entries on exactly this. <value>Default: all.</value></summary>
    public string? Subject { get; init; }

    /// <summary>Only entries from then on. <value>Default: all.</value></summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only entries before then. <value>Default: all.</value></summary>
    public DateTimeOffset? Until { get; init; }
}
