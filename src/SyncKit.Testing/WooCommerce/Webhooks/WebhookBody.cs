using System.Globalization;
using System.Text;

namespace SyncKit.Testing.WooCommerce;

/// <summary>What a delivery carries: the resource as the REST API shows it now, the bare id of a deleted one, or the error that the REST API gives for one that is gone.</summary>
internal static class WebhookBody
{
    public static byte[] Render(SimulatedStore store, PendingWebhook item)
    {
        if (item.Topic.EndsWith(".deleted", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{item.ResourceId}}}"));
        }

        return item.Topic[..item.Topic.IndexOf('.', StringComparison.Ordinal)] switch
        {
            "product" => store.Catalog.FindProduct(item.ResourceId) is { } product ? ProductJson.Render(product, store) : RestError.UnknownProduct().Body.ToArray(),
            "customer" => store.Catalog.FindCustomer(item.ResourceId) is { } customer ? CustomerJson.Render(customer, store.Site) : RestError.UnknownCustomer().Body.ToArray(),
            _ => store.Shelf.Find(item.ResourceId)?.Render(store.Site) ?? RestError.UnknownOrder().Body.ToArray(),
        };
    }
}
