using System.Globalization;
using System.Text;

namespace SyncKit.Testing.WooCommerce;

/// <summary>What a delivery carries: the resource as the REST API shows it now, the bare id of a deleted one, or the error that the REST API gives for one that is gone.</summary>
internal static class WebhookBody
{
    private const string Gone = """{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}""";

    public static byte[] Render(SimulatedStore store, PendingWebhook item)
    {
        if (item.Topic.EndsWith(".deleted", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{item.ResourceId}}}"));
        }

        if (item.Topic.StartsWith("product.", StringComparison.Ordinal) && store.Catalog.FindProduct(item.ResourceId) is { } product)
        {
            PhpJsonWriter json = new();
            ProductJson.Write(json, product, store.Site);
            return json.ToUtf8();
        }

        return store.Shelf.Find(item.ResourceId)?.Render(store.Site) ?? Encoding.UTF8.GetBytes(Gone);
    }
}
