using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Changes of products by the hundred: their stock, prices and names.</summary>
internal sealed class StockRoutes(SimulatedStore store)
{
    private const int BatchLimit = 100;

    private static readonly string[] Statuses = ["instock", "outofstock", "onbackorder"];

    /// <summary>A variation cannot be changed as a product.</summary>
    public SimulatedResponse UpdateProducts(JsonObject body) => Update(body, item => Of(item) switch
    {
        null => Refused(item, RestError.Of(400, "woocommerce_rest_product_invalid_id", "Invalid ID.")),
        { ParentId: not 0 } => Refused(item, RestError.Of(
            404, "woocommerce_rest_invalid_product_id", "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.")),
        var product => Change(product, item, () => ProductJson.Render(product, store)),
    });

    public SimulatedResponse UpdateVariations(long parent, JsonObject body) => Update(body, item => Of(item) is { } variation && variation.ParentId == parent
        ? Change(variation, item, () => VariationJson.Render(variation, store.Site, amongAll: false))
        : Refused(item, RestError.Of(400, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.")));

    private static SimulatedResponse Update(JsonObject body, Func<JsonObject, string> change)
    {
        JsonArray items = body["update"] as JsonArray ?? [];
        if (items.Count > BatchLimit)
        {
            return RestError.TooLarge();
        }

        string changed = string.Join(',', items.Select(item => change(item as JsonObject ?? [])));
        return SimulatedResponse.Json(200, $"{{\"update\":[{changed}]}}");
    }

    private StoreProduct? Of(JsonObject item)
    {
        lock (store.Gate)
        {
            return store.Catalog.FindProduct(OrderInput.Long(item["id"]));
        }
    }

    private string Change(StoreProduct product, JsonObject item, Func<byte[]> render)
    {
        if (item["stock_status"]?.ToString() is { } status && !Statuses.Contains(status))
        {
            return Refused(item, RestError.Invalid([new InvalidParameter("stock_status", "rest_not_in_enum", $"stock_status is not one of {string.Join(", ", Statuses)}.")]));
        }

        lock (store.Gate)
        {
            store.Catalog.UpdateProduct(product.Id, each => Take(each, item));
            return Encoding.UTF8.GetString(render());
        }
    }

    /// <summary>The stock counts only where it is managed, and then the store itself says whether there is any.</summary>
    private static void Take(StoreProduct product, JsonObject item)
    {
        product.Name = item["name"]?.ToString() ?? product.Name;
        product.Price = Amount(item["regular_price"]) ?? product.Price;
        if (item.ContainsKey("sale_price"))
        {
            product.SalePrice = Amount(item["sale_price"]);
        }

        product.StockStatus = item["stock_status"]?.ToString() ?? product.StockStatus;
        if (item["manage_stock"] is { } managed)
        {
            product.Stock = managed.ToString() is "true" or "1" ? product.Stock ?? 0 : null;
        }

        if (product.Stock is not null)
        {
            product.Stock = item["stock_quantity"] is { } left ? (int)(Amount(left) ?? 0m) : product.Stock;
            product.StockStatus = product.Stock > 0 ? "instock" : "outofstock";
        }
    }

    private static decimal? Amount(JsonNode? value) =>
        decimal.TryParse(value?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;

    private static string Refused(JsonObject item, SimulatedResponse error) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{OrderInput.Long(item["id"])},\"error\":{Encoding.UTF8.GetString(error.Body.Span)}}}");
}
