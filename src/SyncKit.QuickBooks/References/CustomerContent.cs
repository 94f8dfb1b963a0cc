using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Writes a customer that is to be made.</summary>
internal static class CustomerContent
{
    public static ReadOnlyMemory<byte> Of(Reference customer, string name)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("DisplayName", name);
        Member(json, "GivenName", customer.Details[Detail.FirstName]);
        Member(json, "FamilyName", customer.Details[Detail.LastName]);
        Member(json, "CompanyName", customer.Details[Detail.CompanyName]);
        Member(json, "PrimaryEmailAddr", "Address", customer.Details[Detail.Email]);
        Member(json, "PrimaryPhone", "FreeFormNumber", customer.Details[Detail.Phone]);
        Raw(json, "BillAddr", customer.Details[Detail.Billing]);
        Raw(json, "ShipAddr", customer.Details[Detail.Shipping]);
        Member(json, "CurrencyRef", "value", customer.Details[Detail.Currency]);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Member(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void Member(Utf8JsonWriter json, string name, string inner, string text)
    {
        if (text.Length > 0)
        {
            json.WriteStartObject(name);
            json.WriteString(inner, text);
            json.WriteEndObject();
        }
    }

    private static void Raw(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
    }
}
