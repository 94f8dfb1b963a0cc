using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

internal static class LineJson
{
    public static void Write(PhpJsonWriter json, StoreLine line)
    {
        bool deleted = line.ProductId == 0;
        json.Begin('{');
        json.Number("id", line.Id);
        json.Text("name", line.Name);
        json.Number("product_id", line.ProductId);
        json.Number("variation_id", line.VariationId);
        json.Number("quantity", line.Quantity);
        json.Text("tax_class", line.TaxClass);
        json.Money("subtotal", line.Subtotal);
        json.Money("subtotal_tax", line.SubtotalTax);
        json.Money("total", line.Total);
        json.Money("total_tax", line.TotalTax);
        json.Begin("taxes", '[');
        foreach (StoreTaxAmount tax in line.Taxes)
        {
            json.Begin('{');
            json.Number("id", tax.RateId);
            json.Money("total", tax.Total);
            json.Money("subtotal", tax.Subtotal ?? 0m);
            json.End('}');
        }

        json.End(']');
        MetaJson.WriteLine(json, line.Meta);
        json.Text("sku", deleted ? null : line.Sku ?? string.Empty);
        json.Text("global_unique_id", deleted ? null : string.Empty);

        // WooCommerce divides binary floats here and shows the noise; amounts are never taken from it.
        json.Float("price", line.Quantity == 0 ? 0d : (double)line.Total / line.Quantity);
        json.Begin("image", '{');
        if (deleted || line.VariationId != 0)
        {
            json.Number("id", 0);
        }
        else
        {
            json.Text("id", string.Empty);
        }

        json.Text("src", string.Empty);
        json.End('}');
        json.Text("parent_name", line.ParentName);
        json.End('}');
    }

    public static void WriteTaxLines(PhpJsonWriter json, IEnumerable<StoreTaxLine> lines)
    {
        json.Begin("tax_lines", '[');
        foreach (StoreTaxLine line in lines)
        {
            json.Begin('{');
            json.Number("id", line.Id);
            json.Text("rate_code", line.Rate.Code);
            json.Number("rate_id", line.Rate.Id);
            json.Text("label", line.Rate.Label);
            json.Bool("compound", line.Rate.Compound);
            json.Money("tax_total", line.TaxTotal);
            json.Money("shipping_tax_total", line.ShippingTaxTotal);
            json.Float("rate_percent", (double)line.Rate.Percent);
            MetaJson.WriteLine(json, []);
            json.End('}');
        }

        json.End(']');
    }

    public static void Write(PhpJsonWriter json, StoreShippingLine line)
    {
        json.Begin('{');
        json.Number("id", line.Id);
        json.Text("method_title", line.Title);
        json.Text("method_id", line.MethodId);
        json.Text("instance_id", string.Empty);
        json.Money("total", line.Total);
        json.Money("total_tax", line.TotalTax);
        WriteTaxes(json, line.Taxes);
        json.Text("tax_status", line.Taxable ? "taxable" : "none");
        MetaJson.WriteSingle(json, line.RefundedItemMetaId, "_refunded_item_id", line.RefundedItemId.ToString(CultureInfo.InvariantCulture));
        json.End('}');
    }

    public static void Write(PhpJsonWriter json, StoreFee fee)
    {
        json.Begin('{');
        json.Number("id", fee.Id);
        json.Text("name", fee.Name);
        json.Text("tax_class", string.Empty);
        json.Text("tax_status", fee.Taxable ? "taxable" : "none");
        json.Text("amount", string.Empty);
        json.Money("total", fee.Total);
        json.Money("total_tax", fee.TotalTax);
        WriteTaxes(json, fee.Taxes);
        MetaJson.WriteSingle(json, fee.RefundedItemMetaId, "_refunded_item_id", fee.RefundedItemId.ToString(CultureInfo.InvariantCulture));
        json.End('}');
    }

    public static void Write(PhpJsonWriter json, StoreCoupon coupon)
    {
        string type = coupon.Percent ? "percent" : "fixed_cart";
        string note = string.Create(CultureInfo.InvariantCulture, $"[{coupon.Id},\"{coupon.Code}\",{(coupon.Percent ? "\"percent\"" : "null")},{coupon.Amount:0.####}]");
        json.Begin('{');
        json.Number("id", coupon.Id);
        json.Text("code", coupon.Code);
        json.Text("discount", coupon.Discount.ToString("0.####", CultureInfo.InvariantCulture));
        json.Text("discount_tax", coupon.DiscountTax.ToString("0.####", CultureInfo.InvariantCulture));
        MetaJson.WriteSingle(json, coupon.MetaId, "coupon_info", note);
        json.Text("discount_type", type);
        json.Float("nominal_amount", (double)coupon.Amount);
        json.Bool("free_shipping", false);
        json.End('}');
    }

    private static void WriteTaxes(PhpJsonWriter json, IEnumerable<StoreTaxAmount> taxes)
    {
        json.Begin("taxes", '[');
        foreach (StoreTaxAmount tax in taxes)
        {
            json.Begin('{');
            json.Number("id", tax.RateId);
            json.Money("total", tax.Total);
            json.Text("subtotal", string.Empty);
            json.End('}');
        }

        json.End(']');
    }
}
