namespace SyncKit.Testing.WooCommerce;

internal static class WebhookJson
{
    private static readonly string[] Resources = ["coupon", "customer", "order", "product"];
    private static readonly string[] Events = ["created", "updated", "deleted", "restored"];

    /// <summary>The WordPress hooks behind each topic, as far as they were recorded.</summary>
    private static readonly Dictionary<string, string[]> Hooks = new(StringComparer.Ordinal)
    {
        ["coupon.created"] = ["woocommerce_process_shop_coupon_meta", "woocommerce_new_coupon"],
        ["customer.created"] = ["user_register", "woocommerce_created_customer", "woocommerce_new_customer"],
        ["customer.updated"] = ["profile_update", "woocommerce_update_customer"],
        ["customer.deleted"] = ["delete_user"],
        ["order.created"] = ["woocommerce_new_order"],
        ["order.updated"] = ["woocommerce_update_order", "woocommerce_order_refunded"],
        ["order.deleted"] = ["wp_trash_post", "woocommerce_trash_order"],
        ["order.restored"] = ["untrashed_post", "woocommerce_untrash_order"],
        ["product.created"] = ["woocommerce_process_product_meta", "woocommerce_new_product", "woocommerce_new_product_variation"],
        ["product.updated"] = ["woocommerce_process_product_meta", "woocommerce_update_product", "woocommerce_update_product_variation"],
        ["product.deleted"] = ["wp_trash_post"],
        ["product.restored"] = ["untrashed_post"],
    };

    public static bool IsTopic(string topic) =>
        topic.Split('.') is [string resource, string change] && ((Resources.Contains(resource) && Events.Contains(change)) || (resource == "action" && change.Length > 0));

    /// <summary>A webhook as the REST API shows it, without its secret and its failures.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="site">The site.</param>
    /// <param name="isNew">Whether it is the answer to its making, which knows no date of modification yet.</param>
    public static byte[] Render(StoreWebhook webhook, Site site, bool isNew = false)
    {
        DateTimeOffset? modified = isNew ? null : webhook.ModifiedAt;
        string[] topic = webhook.Topic.Split('.');
        PhpJsonWriter json = new();
        json.Begin('{');
        json.Number("id", webhook.Id);
        json.Text("name", webhook.Name);
        json.Text("status", webhook.Status);
        json.Text("topic", webhook.Topic);
        json.Text("resource", topic[0]);
        json.Text("event", topic[1]);
        json.Begin("hooks", '[');
        foreach (string hook in Hooks.GetValueOrDefault(webhook.Topic) ?? (topic[0] == "action" ? [topic[1]] : []))
        {
            json.Text(hook);
        }

        json.End(']');
        json.Text("delivery_url", webhook.DeliveryUrl.AbsoluteUri);
        site.WriteLocal(json, "date_created", webhook.CreatedAt);
        Site.WriteGmt(json, "date_created", webhook.CreatedAt);
        site.WriteLocal(json, "date_modified", modified);
        Site.WriteGmt(json, "date_modified", modified);
        LinksJson.Write(json, site.Api + "webhooks", webhook.Id);
        json.End('}');
        return json.ToUtf8();
    }
}
