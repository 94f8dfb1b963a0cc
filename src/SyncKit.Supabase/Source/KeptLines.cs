using SyncKit.Commerce;

namespace SyncKit.Supabase.Source;

/// <summary>Reads the lines of an order: goods, shipping and fees, each by its kind; where no line is shipping or a fee, the order's own sums of them. Pure.</summary>
internal sealed class KeptLines
{
    private const string Shipping = "shipping";
    private const string Fee = "fee";

    private readonly KeptRow order;
    private readonly (KeptRow Row, string Id)[] lines;

    public KeptLines(KeptRow record, KeptRow order)
    {
        this.order = order;
        lines = [.. record.Rows("lines")
            .Select(static (row, i) => (Row: row, Id: row.OptionalText("line_id") ?? $"{i + 1}", Position: row.OptionalAmount(SourceFields.Position) ?? 0m))
            .OrderBy(static line => line.Position)
            .Select(static line => (line.Row, line.Id))];
    }

    public IReadOnlyList<OrderLine> Goods => [.. lines.Where(static line => line.Row.Text("kind") is not (Shipping or Fee)).Select(static line => new OrderLine
    {
        Id = line.Id,
        Name = line.Row.Text("name"),
        Sku = line.Row.Text("sku"),
        ProductId = line.Row.OptionalText("product_id"),
        VariationId = line.Row.OptionalText("variation_id"),
        ParentName = line.Row.Text("parent_name"),
        TaxClass = line.Row.Text("tax_class"),
        Quantity = line.Row.Amount("quantity"),
        Subtotal = line.Row.OptionalAmount("subtotal") ?? line.Row.Amount("total"),
        Total = line.Row.Amount("total"),
        TotalTax = line.Row.Amount("total_tax"),
        Taxes = KeptTaxes.OfLine(line.Row),
        Meta = line.Row.Meta(),
    })];

    public IReadOnlyList<ShippingLine> ShippingLines
    {
        get
        {
            ShippingLine[] own = [.. Of(Shipping).Select(static line => new ShippingLine
            {
                Id = line.Id,
                Title = line.Row.Text("name"),
                Method = line.Row.Text("method"),
                Total = line.Row.Amount("total"),
                TotalTax = line.Row.Amount("total_tax"),
                Taxes = KeptTaxes.OfLine(line.Row),
            })];
            return own.Length == 0 && Sum("shipping_total", "shipping_tax") is { } sum
                ? [new ShippingLine { Id = Shipping, Title = "Shipping", Total = sum.Total, TotalTax = sum.Tax }]
                : own;
        }
    }

    public IReadOnlyList<FeeLine> Fees
    {
        get
        {
            FeeLine[] own = [.. Of(Fee).Select(static line => new FeeLine
            {
                Id = line.Id,
                Name = line.Row.Text("name"),
                TaxClass = line.Row.Text("tax_class"),
                Total = line.Row.Amount("total"),
                TotalTax = line.Row.Amount("total_tax"),
                Taxes = KeptTaxes.OfLine(line.Row),
            })];
            return own.Length == 0 && Sum("fees_total", "fees_tax") is { } sum ? [new FeeLine { Id = Fee, Name = "Fees", Total = sum.Total, TotalTax = sum.Tax }] : own;
        }
    }

    private IEnumerable<(KeptRow Row, string Id)> Of(string kind) => lines.Where(line => line.Row.Text("kind") == kind);

    private (decimal Total, decimal Tax)? Sum(string total, string tax)
    {
        decimal amount = order.OptionalAmount(total) ?? 0m;
        decimal taxed = order.OptionalAmount(tax) ?? 0m;
        return amount == 0m && taxed == 0m ? null : (amount, taxed);
    }
}
