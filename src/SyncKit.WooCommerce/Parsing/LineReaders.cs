using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads the kinds of lines that an order has.</summary>
internal static class LineReaders
{
    public static OrderLine Item(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = LineFields.Read(ref reader, json);
        decimal total = line.Total ?? throw Fields.Missing("total");
        return new OrderLine
        {
            Id = line.Id ?? throw Fields.Missing("id"),
            Name = line.Name ?? string.Empty,
            Sku = line.Sku ?? string.Empty,
            ProductId = line.ProductId,
            VariationId = line.VariationId,
            ParentName = line.ParentName ?? string.Empty,
            TaxClass = line.TaxClass ?? string.Empty,
            Quantity = line.Quantity ?? throw Fields.Missing("quantity"),
            Subtotal = line.Subtotal ?? total,
            Total = total,
            TotalTax = line.TotalTax,
            Taxes = line.Taxes ?? [],
            Meta = line.Meta ?? [],
        };
    }

    public static ShippingLine Shipping(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = LineFields.Read(ref reader, json);
        return new ShippingLine
        {
            Id = line.Id ?? throw Fields.Missing("id"),
            Title = line.Name ?? string.Empty,
            Method = line.MethodId ?? string.Empty,
            Total = line.Total ?? throw Fields.Missing("total"),
            TotalTax = line.TotalTax,
            Taxes = line.Taxes ?? [],
        };
    }

    public static FeeLine Fee(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = LineFields.Read(ref reader, json);
        return new FeeLine
        {
            Id = line.Id ?? throw Fields.Missing("id"),
            Name = line.Name ?? string.Empty,
            TaxClass = line.TaxClass ?? string.Empty,
            Total = line.Total ?? throw Fields.Missing("total"),
            TotalTax = line.TotalTax,
            Taxes = line.Taxes ?? [],
        };
    }

    public static CouponLine Coupon(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = LineFields.Read(ref reader, json);
        return new CouponLine
        {
            Id = line.Id ?? throw Fields.Missing("id"),
            Code = line.Code ?? string.Empty,
            Discount = line.Discount,
            DiscountTax = line.DiscountTax,
        };
    }

    public static TaxLine Tax(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = LineFields.Read(ref reader, json);
        return new TaxLine
        {
            RateId = line.RateId ?? throw Fields.Missing("rate_id"),
            RateCode = line.RateCode ?? string.Empty,
            Label = line.Label ?? string.Empty,
            IsCompound = line.IsCompound,
            Percent = line.Percent,
            LineTax = line.TaxTotal,
            ShippingTax = line.ShippingTaxTotal,
        };
    }
}
