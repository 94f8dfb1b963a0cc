using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

internal static class VariationJson
{
    /// <summary>A variation as the lists show it.</summary>
    /// <param name="product">The variation.</param>
    /// <param name="site">The site.</param>
    /// <param name="amongAll">Whether it is from the list of all variations, whose links know no parent.</param>
    public static byte[] Render(StoreProduct product, Site site, bool amongAll)
    {
        PhpJsonWriter json = new();
        Write(json, product, site, amongAll);
        return json.ToUtf8();
    }

    private static void Write(PhpJsonWriter json, StoreProduct product, Site site, bool amongAll)
    {
        json.Begin('{');
        json.Number("id", product.Id);
        json.Text("type", "variation");
        site.WriteLocal(json, "date_created", product.CreatedAt);
        Site.WriteGmt(json, "date_created", product.CreatedAt);
        site.WriteLocal(json, "date_modified", product.ModifiedAt);
        Site.WriteGmt(json, "date_modified", product.ModifiedAt);
        json.Text("description", string.Empty);
        json.Text("permalink", site.Url + "/product/" + ProductJson.Slug(product.Name) + "/");
        json.Text("sku", product.Sku);
        json.Text("global_unique_id", string.Empty);
        json.Money("price", product.SalePrice ?? product.Price);
        json.Money("regular_price", product.Price);
        json.Text("sale_price", product.SalePrice is { } sale ? json.Amount(sale) : string.Empty);
        json.Text("date_on_sale_from", null);
        json.Text("date_on_sale_from_gmt", null);
        json.Text("date_on_sale_to", null);
        json.Text("date_on_sale_to_gmt", null);
        json.Bool("on_sale", product.SalePrice is not null);
        json.Text("status", product.Status);
        json.Bool("purchasable", true);
        json.Bool("virtual", product.Virtual);
        json.Bool("downloadable", false);
        ProductJson.Empty(json, "downloads");
        json.Number("download_limit", -1);
        json.Number("download_expiry", -1);
        json.Text("tax_status", "taxable");
        json.Text("tax_class", product.TaxClass);
        json.Bool("manage_stock", product.Stock is not null);
        ProductJson.WriteStock(json, product.Stock);
        json.Text("stock_status", product.StockStatus);
        json.Text("backorders", "no");
        json.Bool("backorders_allowed", false);
        json.Bool("backordered", false);
        json.Text("low_stock_amount", null);
        json.Text("weight", string.Empty);
        json.Begin("dimensions", '{');
        json.Text("length", string.Empty);
        json.Text("width", string.Empty);
        json.Text("height", string.Empty);
        json.End('}');
        json.Text("shipping_class", string.Empty);
        json.Number("shipping_class_id", 0);
        json.Text("image", null);
        ProductJson.Empty(json, "gallery_image_ids");
        WriteAttributes(json, product.Attributes);
        json.Number("menu_order", 0);
        ProductJson.Empty(json, "meta_data");
        json.Text("name", string.Join(", ", product.Attributes.Select(attribute => attribute.Value)));
        json.Number("parent_id", product.ParentId);
        if (amongAll)
        {
            LinksJson.WriteBare(json, site.Api + "variations", product.Id, site.Api + "products/0");
            json.End('}');
            return;
        }

        LinksJson.Write(
            json,
            string.Create(CultureInfo.InvariantCulture, $"{site.Api}products/{product.ParentId}/variations"),
            product.Id,
            string.Create(CultureInfo.InvariantCulture, $"{site.Api}products/{product.ParentId}"));
        json.End('}');
    }

    private static void WriteAttributes(PhpJsonWriter json, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        json.Begin("attributes", '[');
        foreach ((string name, string option) in attributes)
        {
            json.Begin('{');
            json.Number("id", 0);
            json.Text("name", name);
            json.Text("slug", name.ToLowerInvariant());
            json.Text("option", option);
            json.End('}');
        }

        json.End(']');
    }
}
