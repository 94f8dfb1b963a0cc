using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A registered webhook.</summary>
public sealed class StoreWebhook
{
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
    public string Topic { get; }

    /// <summary>Where deliveries go.</summary>
    public Uri DeliveryUrl { get; }

    /// <summary>The secret that signs deliveries.</summary>
    public string Secret { get; }

    /// <summary>Whether events are queued; false once the seventh delivery in a row has failed.</summary>
    [JsonInclude]
    public bool Active { get; internal set; } = true;

    /// <summary>How many deliveries in a row have failed; it stays at 6 when the seventh disables the webhook.</summary>
    [JsonInclude]
    public int FailureCount { get; internal set; }

    /// <summary>Sets the webhook active again. As in WooCommerce the failure count stays, so that the next failure disables it at once.</summary>
    public void Activate() => Active = true;
}
