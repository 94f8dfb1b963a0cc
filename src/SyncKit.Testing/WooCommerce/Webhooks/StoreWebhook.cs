using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A registered webhook.</summary>
public sealed class StoreWebhook
{
    internal const string ActiveStatus = "active";

    [JsonConstructor]
    internal StoreWebhook(long id, string topic, Uri deliveryUrl, string secret)
    {
        Id = id;
        Topic = topic;
        DeliveryUrl = deliveryUrl;
        Secret = secret;
    }

    /// <summary>The webhook's id.</summary>
    public long Id { get; }

    /// <summary>The topic, for example <c>order.updated</c>.</summary>
    [JsonInclude]
    public string Topic { get; internal set; }

    /// <summary>Where deliveries go.</summary>
    [JsonInclude]
    public Uri DeliveryUrl { get; internal set; }

    /// <summary>The secret that signs deliveries. The REST API never shows it.</summary>
    [JsonInclude]
    public string Secret { get; internal set; }

    /// <summary>What people see it under.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = string.Empty;

    /// <summary><c>active</c>, <c>paused</c> by a person, or <c>disabled</c>, as the store itself does.</summary>
    [JsonInclude]
    public string Status { get; internal set; } = ActiveStatus;

    /// <summary>Whether events are queued; false once the seventh delivery in a row has failed.</summary>
    [JsonIgnore]
    public bool Active => Status == ActiveStatus;

    /// <summary>How many deliveries in a row have failed; it stays at 6 when the seventh disables the webhook.</summary>
    [JsonInclude]
    public int FailureCount { get; internal set; }

    /// <summary>Whether the ping that the store sent while the webhook was made over REST was not answered well. Deliveries come all the same.</summary>
    [JsonInclude]
    public bool PendingDelivery { get; internal set; }

    /// <summary>When it was made.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When it was last changed.</summary>
    [JsonInclude]
    public DateTimeOffset ModifiedAt { get; internal set; }

    /// <summary>Sets the webhook active again. As in WooCommerce the failure count stays, so that the next failure disables it at once.</summary>
    public void Activate() => Status = ActiveStatus;
}
