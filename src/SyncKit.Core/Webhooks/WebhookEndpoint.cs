using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>An address at which one connection's deliveries arrive. Whoever knows it can deliver nothing without the connection's secret.</summary>
public sealed record WebhookEndpoint
{
    /// <summary>The last part of the address, in letters that a path takes as they are. Nobody can guess it.</summary>
    public required string Id { get; init; }

    /// <summary>The connection whose deliveries arrive there.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The whole address as the outer world knows it; <see langword="null"/> while nobody has said it.</summary>
    public Uri? DeliveryUrl { get; init; }

    /// <summary>Since when it takes nothing in any more; <see langword="null"/> while it is live.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The connection and the beginning of the id.</summary>
    public override string ToString() => $"{Connection}/{Shown(Id)}";

    /// <summary>As much of an id as logs and the audit trail show.</summary>
    internal static string Shown(string id) => id.Length > 6 ? $"{id[..6]}…" : "…";
}
