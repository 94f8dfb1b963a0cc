using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.Supabase.Mapping;

/// <summary>Writes the parts of a record that are kept as JSON inside its row. Pure.</summary>
internal static class Parts
{
    public static void Address(Utf8JsonWriter json, Address? address)
    {
        if (address is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        Text(json, "line1"u8, address.Line1);
        Text(json, "line2"u8, address.Line2);
        Text(json, "city"u8, address.City);
        Text(json, "region"u8, address.Region);
        Text(json, "postal_code"u8, address.PostalCode);
        Text(json, "country"u8, address.Country);
        Text(json, "recipient"u8, address.Recipient);
        json.WriteEndObject();
    }

    public static void Taxes(Utf8JsonWriter json, IReadOnlyList<LineTax> taxes)
    {
        json.WriteStartArray();
        foreach (LineTax tax in taxes)
        {
            json.WriteStartObject();
            Text(json, "rate_id"u8, tax.RateId);
            json.WriteNumber("amount"u8, tax.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Taxes(Utf8JsonWriter json, IReadOnlyList<TaxLine> taxes)
    {
        json.WriteStartArray();
        foreach (TaxLine tax in taxes)
        {
            json.WriteStartObject();
            Text(json, "rate_id"u8, tax.RateId);
            Text(json, "rate_code"u8, tax.RateCode);
            Text(json, "label"u8, tax.Label);
            json.WriteBoolean("is_compound"u8, tax.IsCompound);
            if (tax.Percent is { } percent)
            {
                json.WriteNumber("percent"u8, percent);
            }

            json.WriteNumber("line_tax"u8, tax.LineTax);
            json.WriteNumber("shipping_tax"u8, tax.ShippingTax);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Coupons(Utf8JsonWriter json, IReadOnlyList<CouponLine> coupons)
    {
        json.WriteStartArray();
        foreach (CouponLine coupon in coupons)
        {
            json.WriteStartObject();
            Text(json, "id"u8, coupon.Id);
            Text(json, "code"u8, coupon.Code);
            json.WriteNumber("discount"u8, coupon.Discount);
            json.WriteNumber("discount_tax"u8, coupon.DiscountTax);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An array and not an object: plug-ins use a key more than once.</summary>
    public static void Meta(Utf8JsonWriter json, IReadOnlyList<MetaEntry> meta)
    {
        json.WriteStartArray();
        foreach (MetaEntry entry in meta)
        {
            json.WriteStartObject();
            Text(json, "key"u8, entry.Key);
            json.WritePropertyName("value"u8);
            RawJson.Write(json, entry.Json.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Names(Utf8JsonWriter json, IReadOnlyList<string> names)
    {
        json.WriteStartArray();
        foreach (string name in names)
        {
            Values.Text(json, name);
        }

        json.WriteEndArray();
    }

    public static void Options(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        json.WriteStartArray();
        foreach ((string name, string value) in options)
        {
            json.WriteStartObject();
            Text(json, "name"u8, name);
            Text(json, "value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        json.WritePropertyName(name);
        Values.Text(json, text);
    }
}
