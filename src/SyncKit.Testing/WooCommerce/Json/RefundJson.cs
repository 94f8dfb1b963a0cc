using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

internal static class RefundJson
{
    private static readonly string[] Verbs = ["GET", "DELETE"];

    public static void Write(PhpJsonWriter json, StoreRefund refund, Site site, bool withParent)
    {
        string order = string.Create(CultureInfo.InvariantCulture, $"{site.Api}orders/{refund.OrderId}");
        json.Begin('{');
        json.Number("id", refund.Id);
        if (withParent)
        {
            json.Number("parent_id", refund.OrderId);
        }

        site.WriteLocal(json, "date_created", refund.CreatedAt);
        Site.WriteGmt(json, "date_created", refund.CreatedAt);
        json.Money("amount", refund.Amount);
        json.Text("reason", refund.Reason);
        json.Number("refunded_by", 1);
        json.Bool("refunded_payment", false);
        MetaJson.WriteOrder(json, [new StoreMeta("_refund_type", refund.Full ? "full" : "partial") { Id = refund.TypeMetaId }]);
        json.Begin("line_items", '[');
        foreach (StoreLine line in refund.LineList)
        {
            LineJson.Write(json, line);
        }

        json.End(']');
        json.Begin("shipping_lines", '[');
        foreach (StoreShippingLine line in refund.ShippingList)
        {
            LineJson.Write(json, line);
        }

        json.End(']');
        LineJson.WriteTaxLines(json, refund.TaxLines);
        json.Begin("fee_lines", '[');
        foreach (StoreFee fee in refund.FeeList)
        {
            LineJson.Write(json, fee);
        }

        json.End(']');
        LinksJson.Write(json, order + "/refunds", refund.Id, order, Verbs);
        json.End('}');
    }
}
