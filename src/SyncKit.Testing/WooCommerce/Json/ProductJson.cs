namespace SyncKit.Testing.WooCommerce;

internal static class ProductJson
{
    public static byte[] Render(StoreProduct product, SimulatedStore store)
    {
        PhpJsonWriter json = new();
        Write(json, product, store.Site, store.Catalog.DrawRelated(product));
        return json.ToUtf8();
    }

    private static void Write(PhpJsonWriter json, StoreProduct product, Site site, IEnumerable<long> related)
    {
        string slug = Slug(product.Name);
        bool variable = product.VariationIds.Count > 0;
        json.Begin('{');
        json.Number("id", product.Id);
        json.Text("name", product.Name);
        json.Text("slug", slug);
        json.Text("permalink", site.Url + "/product/" + slug + "/");
        site.WriteLocal(json, "date_created", product.CreatedAt);
        Site.WriteGmt(json, "date_created", product.CreatedAt);
        site.WriteLocal(json, "date_modified", product.ModifiedAt);
        Site.WriteGmt(json, "date_modified", product.ModifiedAt);
        json.Text("type", product.ParentId != 0 ? "variation" : variable ? "variable" : "simple");
        json.Text("status", product.Status);
        json.Bool("featured", false);
        json.Text("catalog_visibility", "visible");
        json.Text("description", string.Empty);
        json.Text("short_description", string.Empty);
        json.Text("sku", product.Sku);
        json.Money("price", product.SalePrice ?? product.Price);
        json.Text("regular_price", variable ? string.Empty : json.Amount(product.Price));
        json.Text("sale_price", product.SalePrice is { } sale ? json.Amount(sale) : string.Empty);
        json.Text("date_on_sale_from", null);
        json.Text("date_on_sale_from_gmt", null);
        json.Text("date_on_sale_to", null);
        json.Text("date_on_sale_to_gmt", null);
        json.Bool("on_sale", product.SalePrice is not null);
        json.Bool("purchasable", true);
        json.Number("total_sales", 0);
        json.Bool("virtual", product.Virtual);
        json.Bool("downloadable", false);
        Empty(json, "downloads");
        json.Number("download_limit", -1);
        json.Number("download_expiry", -1);
        json.Text("external_url", string.Empty);
        json.Text("button_text", string.Empty);
        json.Text("tax_status", "taxable");
        json.Text("tax_class", product.TaxClass);
        json.Bool("manage_stock", product.Stock is not null);
        WriteStock(json, product.Stock);
        json.Text("backorders", "no");
        json.Bool("backorders_allowed", false);
        json.Bool("backordered", false);
        json.Text("low_stock_amount", null);
        json.Bool("sold_individually", false);
        json.Text("weight", string.Empty);
        json.Begin("dimensions", '{');
        json.Text("length", string.Empty);
        json.Text("width", string.Empty);
        json.Text("height", string.Empty);
        json.End('}');
        json.Bool("shipping_required", !product.Virtual);
        json.Bool("shipping_taxable", !product.Virtual);
        json.Text("shipping_class", string.Empty);
        json.Number("shipping_class_id", 0);
        json.Bool("reviews_allowed", true);
        json.Text("average_rating", "0.00");
        json.Number("rating_count", 0);
        Empty(json, "upsell_ids");
        Empty(json, "cross_sell_ids");
        json.Number("parent_id", product.ParentId);
        json.Text("purchase_note", string.Empty);
        WriteCategories(json);
        Empty(json, "brands");
        Empty(json, "tags");
        Empty(json, "images");
        Empty(json, "attributes");
        Empty(json, "default_attributes");
        WriteIds(json, "variations", product.VariationIds);
        Empty(json, "grouped_products");
        json.Number("menu_order", 0);
        json.Text("price_html", json.Amount(product.Price));
        WriteIds(json, "related_ids", related);
        Empty(json, "meta_data");
        json.Text("stock_status", product.StockStatus);
        json.Bool("has_options", variable);
        json.Text("post_password", string.Empty);
        json.Text("global_unique_id", string.Empty);
        LinksJson.Write(json, site.Api + "products", product.Id);
        json.End('}');
    }

    private static void WriteCategories(PhpJsonWriter json)
    {
        json.Begin("categories", '[');
        json.Begin('{');
        json.Number("id", 15);
        json.Text("name", "Uncategorized");
        json.Text("slug", "uncategorized");
        json.End('}');
        json.End(']');
    }

    internal static void WriteIds(PhpJsonWriter json, string name, IEnumerable<long> ids)
    {
        json.Begin(name, '[');
        foreach (long id in ids)
        {
            json.Number(id);
        }

        json.End(']');
    }

    internal static void Empty(PhpJsonWriter json, string name) => WriteIds(json, name, []);

    internal static void WriteStock(PhpJsonWriter json, int? stock)
    {
        if (stock is { } managed)
        {
            json.Number("stock_quantity", managed);
        }
        else
        {
            json.Text("stock_quantity", null);
        }
    }

    internal static string Slug(string name) =>
        string.Join('-', new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
