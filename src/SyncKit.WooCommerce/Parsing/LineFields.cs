using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>The fields of any kind of line as they are read. A line's <c>price</c> is left out: it is a float and not money.</summary>
internal struct LineFields
{
    public string? Id;
    public string? Name;
    public string? Sku;
    public string? ProductId;
    public string? VariationId;
    public string? ParentName;
    public string? TaxClass;
    public string? MethodId;
    public string? Code;
    public string? RateId;
    public string? RateCode;
    public string? Label;
    public bool IsCompound;
    public decimal? Percent;
    public decimal? Quantity;
    public decimal? Subtotal;
    public decimal? Total;
    public decimal TotalTax;
    public decimal Discount;
    public decimal DiscountTax;
    public decimal TaxTotal;
    public decimal ShippingTaxTotal;
    public IReadOnlyList<LineTax>? Taxes;
    public IReadOnlyList<MetaEntry>? Meta;

    public static LineFields Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = default;
        while (Fields.Next(ref reader))
        {
            line.Take(ref reader, json);
        }

        return line;
    }

    private void Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        reader.Read();
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): Id = Fields.Id(ref reader, "id"); break;
            case 3 when name.SequenceEqual("sku"u8): Sku = Fields.Text(ref reader, "sku"); break;
            case 4 when name.SequenceEqual("name"u8): Name = Fields.Text(ref reader, "name"); break;
            case 4 when name.SequenceEqual("code"u8): Code = Fields.Text(ref reader, "code"); break;
            case 5 when name.SequenceEqual("total"u8): Total = Fields.Amount(ref reader, "total"); break;
            case 5 when name.SequenceEqual("taxes"u8): Taxes = LineTaxReader.Read(ref reader, json); break;
            case 5 when name.SequenceEqual("label"u8): Label = Fields.Text(ref reader, "label"); break;
            case 7 when name.SequenceEqual("rate_id"u8): RateId = Fields.Text(ref reader, "rate_id"); break;
            case 8 when name.SequenceEqual("quantity"u8): Quantity = Fields.Amount(ref reader, "quantity"); break;
            case 8 when name.SequenceEqual("subtotal"u8): Subtotal = Fields.OptionalAmount(ref reader, "subtotal"); break;
            case 8 when name.SequenceEqual("discount"u8): Discount = Fields.OptionalAmount(ref reader, "discount"); break;
            case 8 when name.SequenceEqual("compound"u8): IsCompound = Fields.Flag(ref reader); break;
            case 9 when name.SequenceEqual("total_tax"u8): TotalTax = Fields.OptionalAmount(ref reader, "total_tax"); break;
            case 9 when name.SequenceEqual("tax_class"u8): TaxClass = Fields.Text(ref reader, "tax_class"); break;
            case 9 when name.SequenceEqual("method_id"u8): MethodId = Fields.Text(ref reader, "method_id"); break;
            case 9 when name.SequenceEqual("rate_code"u8): RateCode = Fields.Text(ref reader, "rate_code"); break;
            case 9 when name.SequenceEqual("tax_total"u8): TaxTotal = Fields.OptionalAmount(ref reader, "tax_total"); break;
            case 9 when name.SequenceEqual("meta_data"u8): Meta = MetaReader.Read(ref reader, json); break;
            case 10 when name.SequenceEqual("product_id"u8): ProductId = Fields.OptionalId(ref reader); break;
            case 11 when name.SequenceEqual("parent_name"u8): ParentName = Fields.Text(ref reader, "parent_name"); break;
            case 12 when name.SequenceEqual("variation_id"u8): VariationId = Fields.OptionalId(ref reader); break;
            case 12 when name.SequenceEqual("method_title"u8): Name = Fields.Text(ref reader, "method_title"); break;
            case 12 when name.SequenceEqual("discount_tax"u8): DiscountTax = Fields.OptionalAmount(ref reader, "discount_tax"); break;
            case 12 when name.SequenceEqual("rate_percent"u8): Percent = JsonScalar.Decimal(ref reader); break;
            case 18 when name.SequenceEqual("shipping_tax_total"u8): ShippingTaxTotal = Fields.OptionalAmount(ref reader, "shipping_tax_total"); break;
        }

        reader.Skip();
    }
}
