namespace SyncKit.QuickBooks.Webhooks;

/// <summary>What a webhook says happened to one entity of one company. It holds ids only: what the entity is now must be read.</summary>
internal sealed record QuickBooksEvent
{
    /// <summary>The event's own id, to tell a repeated delivery by; opaque, at most 255 characters. Empty in the old form, which has none.</summary>
    public required string EventId { get; init; }

    /// <summary>The company.</summary>
    public required string RealmId { get; init; }

    /// <summary>The entity's kind as the API spells it where it is one that is written, else as it was sent.</summary>
    public required string Entity { get; init; }

    /// <summary>The entity's id in its company.</summary>
    public required string EntityId { get; init; }

    public required QuickBooksOperation Operation { get; init; }

    /// <summary>When it happened, by Intuit's clock; <see langword="null"/> when that is not said.</summary>
    public required DateTimeOffset? Time { get; init; }

    /// <summary>The entity that a merge removed; empty otherwise.</summary>
    public string RemovedId { get; init; } = string.Empty;
}
