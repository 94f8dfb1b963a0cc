using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Writes a document's final bytes. The same content always gives the same bytes.</summary>
internal static class DocumentWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static QuickBooksDocument Write(DocumentContent content)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            WriteHead(json, content);
            WriteLines(json, content);
            WriteTax(json, content);
            json.WriteEndObject();
        }

        return new QuickBooksDocument(buffer.WrittenMemory);
    }

    private static void WriteHead(Utf8JsonWriter json, DocumentContent content)
    {
        Member(json, "DocNumber", content.Number);
        json.WriteString("TxnDate", content.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Ref(json, "CurrencyRef", content.Currency);
        Ref(json, "CustomerRef", content.CustomerId);
        json.WriteString("PrivateNote", content.PrivateNote);
        Ref(json, "CustomerMemo", content.Memo);
        if (content.Email.Length > 0)
        {
            json.WriteStartObject("BillEmail");
            json.WriteString("Address", content.Email);
            json.WriteEndObject();
        }

        WriteAddress(json, "BillAddr", content.BillingAddress);
        WriteAddress(json, "ShipAddr", content.ShippingAddress);
        Ref(json, "PaymentMethodRef", content.PaymentMethodId);
        Member(json, "PaymentRefNum", content.PaymentNumber);
        Ref(json, "DepositToAccountRef", content.DepositAccountId);
    }

    private static void WriteLines(Utf8JsonWriter json, DocumentContent content)
    {
        json.WriteStartArray("Line");
        foreach (PricedLine line in content.Lines)
        {
            json.WriteStartObject();
            json.WriteString("DetailType", "SalesItemLineDetail");
            json.WriteNumber("Amount", Cents.Exact(line.Amount));
            Member(json, "Description", line.FullDescription);
            json.WriteStartObject("SalesItemLineDetail");
            Ref(json, "ItemRef", line.ItemId);
            if (line.UnitPrice is { } price)
            {
                json.WriteNumber("Qty", Cents.Short(line.Quantity));
                json.WriteNumber("UnitPrice", price);
            }

            if (content.Tax.Engine != TaxEngine.None)
            {
                Ref(json, "TaxCodeRef", line.IsTaxed && !content.Tax.AsLine ? "TAX" : "NON");
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (content.Discount > 0)
        {
            json.WriteStartObject();
            json.WriteString("DetailType", "DiscountLineDetail");
            json.WriteNumber("Amount", Cents.Exact(content.Discount));
            json.WriteStartObject("DiscountLineDetail");
            json.WriteBoolean("PercentBased", false);
            Ref(json, "DiscountAccountRef", content.DiscountAccountId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (content.Discount > 0)
        {
            json.WriteBoolean("ApplyTaxAfterDiscount", true);
        }
    }

    private static void WriteTax(Utf8JsonWriter json, DocumentContent content)
    {
        if (content.Tax.Engine == TaxEngine.None)
        {
            return;
        }

        json.WriteStartObject("TxnTaxDetail");
        bool byHand = content.Tax.Rates.Count > 0 && content.TotalTax != 0;
        if (byHand)
        {
            Ref(json, "TxnTaxCodeRef", content.Tax.TaxCodeId);
        }

        json.WriteNumber("TotalTax", Cents.Exact(content.TotalTax));
        if (byHand)
        {
            WriteTaxLines(json, content);
        }

        json.WriteEndObject();
    }

    private static void WriteTaxLines(Utf8JsonWriter json, DocumentContent content)
    {
        IReadOnlyList<Posting.PostingTaxRate> rates = content.Tax.Rates;
        decimal percents = rates.Sum(static rate => rate.Percent);
        decimal left = content.TotalTax;
        json.WriteStartArray("TaxLine");
        for (int i = 0; i < rates.Count; i++)
        {
            decimal share = i == rates.Count - 1 || percents == 0
                ? left
                : Math.Min(left, decimal.Round(content.TotalTax * rates[i].Percent / percents, 2));
            left -= share;
            json.WriteStartObject();
            json.WriteNumber("Amount", Cents.Exact(share));
            json.WriteString("DetailType", "TaxLineDetail");
            json.WriteStartObject("TaxLineDetail");
            Ref(json, "TaxRateRef", rates[i].Id);
            json.WriteBoolean("PercentBased", true);
            json.WriteNumber("TaxPercent", Cents.Short(rates[i].Percent));
            json.WriteNumber("NetAmountTaxable", Cents.Exact(content.TaxableAmount));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAddress(Utf8JsonWriter json, string name, Commerce.Address? address)
    {
        if (!AddressWriter.IsEmpty(address))
        {
            json.WritePropertyName(name);
            AddressWriter.Write(json, address!);
        }
    }

    private static void Member(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void Ref(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteStartObject(name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
    }
}
