using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The store's webhooks. Nothing is sent by itself: a test decides when the store's background runner works.</summary>
public sealed class StoreWebhooks
{
    private const int FailuresBeforeDisabling = 7;

    private const string UserAgent = "WooCommerce/" + WooCommerceSimulator.Version + " Hookshot (WordPress/7.1)";

    private static readonly string[] OrderTopics = ["order.created", "order.updated", "order.deleted", "order.restored"];

    // As WordPress does it: no redirects are followed, and after a minute it gives up.
    private static readonly HttpClient Direct = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };

    private readonly SimulatedStore store;
    private readonly TimeProvider time;
    private readonly string secret;
    private readonly List<StoreWebhook> webhooks = [];
    private readonly List<PendingWebhook> pending = [];
    private readonly HashSet<PendingWebhook> waiting = [];
    private long last;

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

    /// <summary>What the ping is sent with that a webhook's making over REST waits for. Default: a client of its own, over the network.</summary>
    public HttpClient Pinger { get; set; } = Direct;

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
            StoreWebhook webhook = new(++last, topic, deliveryUrl, signingSecret ?? secret)
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"Webhook created on {time.GetUtcNow():MMM dd, yyyy @ hh:mm tt}"),
                CreatedAt = store.Now,
                ModifiedAt = store.Now,
            };
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

    /// <summary>Takes a webhook away; what waits for it is never sent.</summary>
    /// <param name="id">The webhook's id.</param>
    /// <returns>Whether there was one.</returns>
    public bool Delete(long id)
    {
        lock (store.Gate)
        {
            pending.RemoveAll(item => item.WebhookId == id);
            waiting.RemoveWhere(item => item.WebhookId == id);
            return webhooks.RemoveAll(webhook => webhook.Id == id) > 0;
        }
    }

    internal StoreWebhook? Find(long id) => webhooks.Find(webhook => webhook.Id == id);

    /// <summary>A secret as WooCommerce makes one where none is given: 50 characters that nobody is told.</summary>
    internal string UntoldSecret() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{secret}{last}"))))[..50];

    /// <summary>Tries an address as the store does while it makes a webhook: unsigned, and whatever comes back, the webhook is there.</summary>
    internal async Task PingAsync(StoreWebhook webhook, CancellationToken cancellationToken)
    {
        using HttpRequestMessage ping = new(HttpMethod.Post, webhook.DeliveryUrl);
        ping.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"webhook_id={webhook.Id}")));
        ping.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        ping.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        try
        {
            using HttpResponseMessage answer = await Pinger.SendAsync(ping, cancellationToken).ConfigureAwait(false);
            webhook.PendingDelivery = (int)answer.StatusCode is < 200 or > 302;
        }
        catch (HttpRequestException)
        {
            webhook.PendingDelivery = true;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            webhook.PendingDelivery = true;
        }
    }

    internal WebhooksSnapshot Save() => new(last, webhooks, pending);

    internal void Load(WebhooksSnapshot saved)
    {
        last = saved.Last;
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
            webhook.Status = "disabled";
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
            ["User-Agent"] = UserAgent,
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
