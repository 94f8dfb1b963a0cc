using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The store's webhooks. Nothing is sent by itself: a test decides when the store's background runner works.</summary>
public sealed class StoreWebhooks
{
    private const int FailuresBeforeDisabling = 7;

    private static readonly string[] OrderTopics = ["order.created", "order.updated", "order.deleted", "order.restored"];

    private readonly SimulatedStore store;
    private readonly TimeProvider time;
    private readonly string secret;
    private readonly List<StoreWebhook> webhooks = [];
    private readonly List<PendingWebhook> pending = [];
    private readonly HashSet<PendingWebhook> waiting = [];

    internal StoreWebhooks(SimulatedStore store, TimeProvider time, string secret)
    {
        this.store = store;
        this.time = time;
        this.secret = secret;
    }

    /// <summary>The registered webhooks.</summary>
    public IReadOnlyList<StoreWebhook> Registered
    {
        get
        {
            lock (store.Gate)
            {
                return [.. webhooks];
            }
        }
    }

    /// <summary>The events that wait for delivery, oldest first. Several changes of one order before a delivery are one event.</summary>
    public IReadOnlyList<PendingWebhook> Pending
    {
        get
        {
            lock (store.Gate)
            {
                return [.. pending];
            }
        }
    }

    /// <summary>Registers a webhook.</summary>
    /// <param name="topic">The topic, for example <c>order.updated</c>.</param>
    /// <param name="deliveryUrl">Where deliveries go.</param>
    /// <param name="signingSecret">The secret; the simulator's webhook secret when absent.</param>
    public StoreWebhook Register(string topic, Uri deliveryUrl, string? signingSecret = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(deliveryUrl);
        lock (store.Gate)
        {
            StoreWebhook webhook = new(webhooks.Count + 1, topic, deliveryUrl, signingSecret ?? secret);
            webhooks.Add(webhook);
            return webhook;
        }
    }

    /// <summary>Registers <c>order.created</c>, <c>order.updated</c>, <c>order.deleted</c> and <c>order.restored</c> to one address.</summary>
    /// <param name="deliveryUrl">Where deliveries go.</param>
    public IReadOnlyList<StoreWebhook> RegisterForOrders(Uri deliveryUrl) => [.. OrderTopics.Select(topic => Register(topic, deliveryUrl))];

    /// <summary>Takes waiting events off the queue and makes their bodies from the state of this moment, without sending them.</summary>
    /// <param name="filter">Which events; all when absent.</param>
    /// <returns>The deliveries in the order of the events; send them as you like.</returns>
    public IReadOnlyList<WebhookDelivery> Take(Func<PendingWebhook, bool>? filter = null)
    {
        lock (store.Gate)
        {
            HashSet<PendingWebhook> due = [.. pending.Where(item => filter is null || filter(item))];
            pending.RemoveAll(due.Contains);
            waiting.ExceptWith(due);
            return [.. due.Select(item => Build(webhooks.First(webhook => webhook.Id == item.WebhookId), item)).Where(delivery => delivery.Webhook.Active)];
        }
    }

    /// <summary>Works as the store's background runner does: sends each waiting event once. A failed delivery is never sent again; the seventh failure in a row disables the webhook.</summary>
    /// <param name="client">The client; it should not follow redirects.</param>
    /// <param name="filter">Which events; all when absent.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    /// <returns>What was sent.</returns>
    public async Task<IReadOnlyList<WebhookDelivery>> DeliverAsync(HttpClient client, Func<PendingWebhook, bool>? filter = null, CancellationToken cancellationToken = default)
    {
        List<WebhookDelivery> sent = [];
        while (TakeFirst(filter) is { } delivery)
        {
            Count(delivery.Webhook, await delivery.SendAsync(client, null, cancellationToken).ConfigureAwait(false));
            sent.Add(delivery);
        }

        return sent;
    }

    /// <summary>The signature of a body: base64 of its HMAC-SHA256.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="signingSecret">The webhook's secret.</param>
    public static string Sign(ReadOnlySpan<byte> body, string signingSecret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingSecret), body));

    internal WebhooksSnapshot Save() => new(webhooks, pending);

    internal void Load(WebhooksSnapshot saved)
    {
        webhooks.AddRange(saved.Registered);
        pending.AddRange(saved.Pending);
        waiting.UnionWith(saved.Pending);
    }

    internal void Queue(string topic, long resourceId)
    {
        lock (store.Gate)
        {
            foreach (StoreWebhook webhook in webhooks.Where(webhook => webhook.Active && webhook.Topic == topic))
            {
                PendingWebhook item = new(webhook.Id, topic, resourceId);
                if (waiting.Add(item))
                {
                    pending.Add(item);
                }
            }
        }
    }

    private WebhookDelivery? TakeFirst(Func<PendingWebhook, bool>? filter)
    {
        lock (store.Gate)
        {
            while (pending.FindIndex(item => filter is null || filter(item)) is >= 0 and var place)
            {
                PendingWebhook item = pending[place];
                pending.RemoveAt(place);
                waiting.Remove(item);
                StoreWebhook webhook = webhooks.First(known => known.Id == item.WebhookId);
                if (webhook.Active)
                {
                    return Build(webhook, item);
                }
            }

            return null;
        }
    }

    private static void Count(StoreWebhook webhook, bool succeeded)
    {
        if (succeeded)
        {
            webhook.FailureCount = 0;
        }
        else if (webhook.FailureCount + 1 >= FailuresBeforeDisabling)
        {
            webhook.Active = false;
        }
        else
        {
            webhook.FailureCount++;
        }
    }

    private WebhookDelivery Build(StoreWebhook webhook, PendingWebhook item)
    {
        byte[] body = WebhookBody.Render(store, item);
        string[] topic = item.Topic.Split('.');

        // Real delivery ids are a hash of webhook and second: deliveries of one second share one id.
        string second = string.Create(CultureInfo.InvariantCulture, $"{webhook.Id}{time.GetUtcNow().ToUnixTimeSeconds()}");
        string deliveryId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(second)))[..32];
        return new WebhookDelivery(webhook, item, body, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["User-Agent"] = "WooCommerce/" + WooCommerceSimulator.Version + " Hookshot (WordPress/7.1)",
            ["X-WC-Webhook-Source"] = store.Site.Url + "/",
            ["X-WC-Webhook-Topic"] = item.Topic,
            ["X-WC-Webhook-Resource"] = topic[0],
            ["X-WC-Webhook-Event"] = topic[1],
            ["X-WC-Webhook-Signature"] = Sign(body, webhook.Secret),
            ["X-WC-Webhook-ID"] = webhook.Id.ToString(CultureInfo.InvariantCulture),
            ["X-WC-Webhook-Delivery-ID"] = deliveryId,
        });
    }
}
