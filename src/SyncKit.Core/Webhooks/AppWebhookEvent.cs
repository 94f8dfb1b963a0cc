namespace SyncKit.Webhooks;

/// <summary>What a delivery for a whole app says happened to one entity of one account.</summary>
public sealed record AppWebhookEvent
{
    /// <summary>The account, as the system calls it.</summary>
    public required string AccountId { get; init; }

    /// <summary>Tells the event from others, at most 255 characters; empty when nothing does.</summary>
    public required string Key { get; init; }

    /// <summary>The entity's kind, spelled as the ledger spells kinds of documents where it is one.</summary>
    public required string Kind { get; init; }

    /// <summary>The entity's id in its account.</summary>
    public required string EntityId { get; init; }

    /// <summary>What happened, in the connector's words.</summary>
    public required string Operation { get; init; }

    /// <summary>When it happened, by the system's clock; <see langword="null"/> when that is not said.</summary>
    public DateTimeOffset? At { get; init; }
}
