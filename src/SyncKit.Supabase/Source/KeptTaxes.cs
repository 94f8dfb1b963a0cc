using SyncKit.Commerce;

namespace SyncKit.Supabase.Source;

/// <summary>Reads the tax of lines and orders. Pure.</summary>
internal static class KeptTaxes
{
    /// <summary>A line's tax per rate: the list of the default schema, or all of it under the one rate that the row names.</summary>
    public static IReadOnlyList<LineTax> OfLine(KeptRow line) => line.OptionalText("tax_rate_id") is { } rate
        ? [new LineTax(rate, line.Amount("total_tax"))]
        : [.. line.Rows("taxes").Select(static tax => new LineTax(tax.NeededText("rate_id"), tax.Amount("amount")))];

    /// <summary>An order's tax per rate.</summary>
    public static IReadOnlyList<TaxLine> OfOrder(KeptRow order) => [.. order.Rows("taxes").Select(static tax => new TaxLine
    {
        RateId = tax.NeededText("rate_id"),
        RateCode = tax.Text("rate_code"),
        Label = tax.Text("label"),
        IsCompound = tax.Truth("is_compound"),
        Percent = tax.OptionalAmount("percent"),
        LineTax = tax.Amount("line_tax"),
        ShippingTax = tax.OptionalAmount("shipping_tax") ?? 0m,
    })];
}
