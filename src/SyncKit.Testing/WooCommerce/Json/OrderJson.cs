using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Writes an order as the REST API and the webhooks show it, fields in the real order.</summary>
internal static class OrderJson
{
    public static void Write(PhpJsonWriter json, OrderEntry entry, Site site)
    {
        StoreOrder order = entry.Order;
        bool torn = entry.TornLines is not null;
        string status = entry.ShownStatus;
        decimal total = torn ? 0m : order.Total;
        json.Begin('{');
        json.Number("id", order.Id);
        json.Number("parent_id", 0);
        json.Text("status", status);
        json.Text("currency", order.Currency);
        json.Text("version", WooCommerceSimulator.Version);
        json.Bool("prices_include_tax", order.PricesIncludeTax);
        site.WriteLocal(json, "date_created", order.CreatedAt);
        site.WriteLocal(json, "date_modified", order.ModifiedAt);
        json.Money("discount_total", torn ? 0m : order.DiscountTotal);
        json.Money("discount_tax", torn ? 0m : order.DiscountTax);
        json.Money("shipping_total", torn ? 0m : order.ShippingTotal);
        json.Money("shipping_tax", torn ? 0m : order.ShippingTax);
        json.Money("cart_tax", torn ? 0m : order.CartTax);
        json.Money("total", total);
        json.Money("total_tax", torn ? 0m : order.TotalTax);
        json.Number("customer_id", order.CustomerId);
        json.Text("order_key", order.OrderKey);
        AddressJson.Write(json, "billing", order.Billing, withEmail: true);
        AddressJson.Write(json, "shipping", order.Shipping, withEmail: false);
        json.Text("payment_method", order.PaymentMethod);
        json.Text("payment_method_title", order.PaymentMethodTitle);
        json.Text("transaction_id", order.TransactionId);
        json.Text("customer_ip_address", string.Empty);
        json.Text("customer_user_agent", string.Empty);
        json.Text("created_via", order.CreatedVia);
        json.Text("customer_note", order.CustomerNote);
        site.WriteLocal(json, "date_completed", torn ? null : order.CompletedAt);
        site.WriteLocal(json, "date_paid", torn ? null : order.PaidAt);
        json.Text("cart_hash", string.Empty);
        json.Text("number", entry.Number);
        MetaJson.WriteOrder(json, order.Meta);
        json.Begin("line_items", '[');
        foreach (StoreLine line in entry.TornLines is { } shown ? order.Lines.Take(shown) : order.Lines)
        {
            LineJson.Write(json, line);
        }

        json.End(']');
        WriteRest(json, order, torn);
        json.Text("payment_url", string.Create(CultureInfo.InvariantCulture, $"{site.Url}/checkout/order-pay/{order.Id}/?pay_for_order=true&key={order.OrderKey}"));
        json.Bool("is_editable", status is "pending" or "on-hold" or "auto-draft");
        json.Bool("needs_payment", status is "pending" or "failed" && total > 0m);
        json.Bool("needs_processing", order.Lines.Any(line => line is { Virtual: false, ProductId: > 0 }));
        Site.WriteGmt(json, "date_created", order.CreatedAt);
        Site.WriteGmt(json, "date_modified", order.ModifiedAt);
        Site.WriteGmt(json, "date_completed", torn ? null : order.CompletedAt);
        Site.WriteGmt(json, "date_paid", torn ? null : order.PaidAt);
        json.Text("currency_symbol", Site.Symbol(order.Currency ?? site.Currency));
        LinksJson.WriteOrder(json, order, site);
        json.End('}');
    }

    private static void WriteRest(PhpJsonWriter json, StoreOrder order, bool torn)
    {
        LineJson.WriteTaxLines(json, torn ? [] : order.TaxLines);
        json.Begin("shipping_lines", '[');
        foreach (StoreShippingLine line in torn ? [] : order.ShippingLines)
        {
            LineJson.Write(json, line);
        }

        json.End(']');
        json.Begin("fee_lines", '[');
        foreach (StoreFee fee in torn ? [] : order.Fees)
        {
            LineJson.Write(json, fee);
        }

        json.End(']');
        json.Begin("coupon_lines", '[');
        foreach (StoreCoupon coupon in torn ? [] : order.Coupons)
        {
            LineJson.Write(json, coupon);
        }

        json.End(']');
        json.Begin("refunds", '[');
        foreach (StoreRefund refund in order.RefundList)
        {
            json.Begin('{');
            json.Number("id", refund.Id);
            json.Text("reason", refund.Reason);
            json.Money("total", -refund.Amount);
            json.Money("total_tax", -refund.Tax);
            json.End('}');
        }

        json.End(']');
    }
}
