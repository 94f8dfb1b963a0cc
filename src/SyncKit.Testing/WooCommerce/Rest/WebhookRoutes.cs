using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The webhooks over REST. No answer ever shows a secret.</summary>
internal sealed class WebhookRoutes(SimulatedStore store)
{
    private const string Json = "application/json; charset=UTF-8";

    private static readonly string[] Orderings = ["date", "id", "title"];
    private static readonly string[] Statuses = [StoreWebhook.ActiveStatus, "paused", "disabled"];

    public SimulatedResponse List(SimulatedRequest request)
    {
        ListingQuery query = ListingQuery.Read(request, store.Site.Zone, Orderings, out IReadOnlyList<InvalidParameter> invalid);
        if (invalid.Count > 0)
        {
            return RestError.Invalid(invalid);
        }

        store.OnListing?.Invoke(request);
        lock (store.Gate)
        {
            IEnumerable<StoreWebhook> webhooks = store.Webhooks.Registered;
            return RestAnswer.Slice(
                request, store.Site, query, [.. (query.Descending ? webhooks.Reverse() : webhooks).Select(webhook => WebhookJson.Render(webhook, store.Site))]);
        }
    }

    public SimulatedResponse Get(long id)
    {
        lock (store.Gate)
        {
            return store.Webhooks.Find(id) is { } webhook ? Shown(webhook) : RestError.UnknownWebhook(404);
        }
    }

    public SimulatedResponse Create(JsonObject body)
    {
        lock (store.Gate)
        {
            string topic = Text(body, "topic") ?? string.Empty;
            if (!WebhookJson.IsTopic(topic))
            {
                return InvalidTopic();
            }

            if (DeliveryUrl(body) is not { } url)
            {
                return InvalidUrl();
            }

            StoreWebhook webhook = store.Webhooks.Register(topic, url, Text(body, "secret") ?? store.Webhooks.UntoldSecret());
            Set(webhook, body);
            return new SimulatedResponse(201, WebhookJson.Render(webhook, store.Site, isNew: true), Json)
            {
                BeforeSending = cancellationToken => store.Webhooks.PingAsync(webhook, cancellationToken),
            }.With("Location", string.Create(CultureInfo.InvariantCulture, $"{store.Site.Api}webhooks/{webhook.Id}"));
        }
    }

    /// <summary>Sets what is given. The failure count stays, and no ping is sent.</summary>
    public SimulatedResponse Update(long id, JsonObject body)
    {
        lock (store.Gate)
        {
            if (store.Webhooks.Find(id) is not { } webhook)
            {
                return RestError.UnknownWebhook(400);
            }

            if (Text(body, "topic") is { } topic)
            {
                if (!WebhookJson.IsTopic(topic))
                {
                    return InvalidTopic();
                }

                webhook.Topic = topic;
            }

            if (Text(body, "delivery_url") is not null)
            {
                if (DeliveryUrl(body) is not { } url)
                {
                    return InvalidUrl();
                }

                webhook.DeliveryUrl = url;
            }

            webhook.Secret = Text(body, "secret") ?? webhook.Secret;
            Set(webhook, body);
            webhook.ModifiedAt = store.Now;
            return Shown(webhook);
        }
    }

    public SimulatedResponse Delete(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            if (!(request.Query.TryGetValue("force", out var force) && force.ToString() is "true" or "1"))
            {
                return RestError.Of(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
            }

            if (store.Webhooks.Find(id) is not { } webhook)
            {
                return RestError.UnknownWebhook(404);
            }

            store.Webhooks.Delete(id);
            return Shown(webhook);
        }
    }

    private SimulatedResponse Shown(StoreWebhook webhook) => new(200, WebhookJson.Render(webhook, store.Site), Json);

    private static void Set(StoreWebhook webhook, JsonObject body)
    {
        webhook.Name = Text(body, "name") ?? webhook.Name;
        webhook.Status = Text(body, "status") is { } status && Statuses.Contains(status) ? status : webhook.Status;
    }

    private static Uri? DeliveryUrl(JsonObject body) =>
        Uri.TryCreate(Text(body, "delivery_url"), UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" ? url : null;

    private static SimulatedResponse InvalidTopic() =>
        RestError.Of(400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.");

    private static SimulatedResponse InvalidUrl() =>
        RestError.Of(400, "woocommerce_rest_shop_webhook_invalid_delivery_url", "Webhook delivery URL must be a valid URL starting with http:// or https://.");

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
