using System.Text.Json;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Writes a sales form's final bytes.</summary>
internal static class SalesFormWriter
{
    public static QuickBooksDocument Write(SalesForm form) => DocumentJson.Write(json =>
    {
        WriteHead(json, form);
        WriteLines(json, form);
        WriteTax(json, form.Tax);
    });

    /// <summary>The number comes first: a write may have to extend it.</summary>
    private static void WriteHead(Utf8JsonWriter json, SalesForm form)
    {
        json.Member("DocNumber", form.Number);
        json.Day("TxnDate", form.Date);
        if (form.DueDate is { } due)
        {
            json.Day("DueDate", due);
        }

        json.Ref("SalesTermRef", form.TermId);
        json.Ref("CurrencyRef", form.Currency);
        json.Ref("CustomerRef", form.CustomerId);
        json.WriteString("PrivateNote", form.PrivateNote);
        json.Ref("CustomerMemo", form.Memo);
        if (form.Email.Length > 0)
        {
            json.WriteStartObject("BillEmail");
            json.WriteString("Address", form.Email);
            json.WriteEndObject();
        }

        json.Place("BillAddr", form.BillingAddress);
        json.Place("ShipAddr", form.ShippingAddress);
        json.Ref("PaymentMethodRef", form.PaymentMethodId);
        json.Member("PaymentRefNum", form.PaymentNumber);
        json.Ref("DepositToAccountRef", form.DepositAccountId);
        json.Ref("ClassRef", form.ClassId);
        json.Ref("DepartmentRef", form.DepartmentId);
        WriteCustomFields(json, form.CustomFields);
    }

    private static void WriteCustomFields(Utf8JsonWriter json, IReadOnlyList<CustomField> fields)
    {
        if (fields.Count == 0)
        {
            return;
        }

        json.WriteStartArray("CustomField");
        foreach (CustomField field in fields)
        {
            json.WriteStartObject();
            json.WriteString("DefinitionId", field.Number);
            json.WriteString("Name", field.Name);
            json.WriteString("Type", "StringType");
            json.WriteString("StringValue", field.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLines(Utf8JsonWriter json, SalesForm form)
    {
        json.WriteStartArray("Line");
        foreach (FormLine line in form.Lines)
        {
            WriteLine(json, line);
        }

        if (form.Discount > 0)
        {
            json.WriteStartObject();
            json.WriteString("DetailType", "DiscountLineDetail");
            json.Amount("Amount", form.Discount);
            json.WriteStartObject("DiscountLineDetail");
            json.WriteBoolean("PercentBased", false);
            json.Ref("DiscountAccountRef", form.DiscountAccountId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, FormLine line)
    {
        json.WriteStartObject();
        json.WriteString("DetailType", "SalesItemLineDetail");
        json.Amount("Amount", line.Amount);
        json.Member("Description", line.Description);
        json.WriteStartObject("SalesItemLineDetail");
        json.Ref("ItemRef", line.ItemId);
        json.Ref("ClassRef", line.ClassId);
        if (line is { Quantity: { } quantity, UnitPrice: { } price })
        {
            json.WriteNumber("Qty", Cents.Short(quantity));
            json.WriteNumber("UnitPrice", Cents.Short(price));
        }

        json.Ref("TaxCodeRef", line.TaxCode);
        if (line.TaxInclusiveAmount is { } inclusive)
        {
            json.Amount("TaxInclusiveAmt", inclusive);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTax(Utf8JsonWriter json, FormTax tax)
    {
        if (tax.AfterDiscount)
        {
            json.WriteBoolean("ApplyTaxAfterDiscount", true);
        }

        if (tax.IncludesShipping)
        {
            json.WriteBoolean("ShippingTaxIncludedInTotalTax", true);
        }

        json.Member("GlobalTaxCalculation", tax.GlobalCalculation);
        if (!tax.IsStated)
        {
            return;
        }

        json.WriteStartObject("TxnTaxDetail");
        json.Ref("TxnTaxCodeRef", tax.CodeId);
        json.Amount("TotalTax", tax.Total);
        if (tax.Rates.Count > 0)
        {
            WriteRates(json, tax.Rates);
        }

        json.WriteEndObject();
    }

    private static void WriteRates(Utf8JsonWriter json, IReadOnlyList<SolvedTax> rates)
    {
        json.WriteStartArray("TaxLine");
        foreach (SolvedTax rate in rates)
        {
            json.WriteStartObject();
            json.Amount("Amount", rate.Amount);
            json.WriteString("DetailType", "TaxLineDetail");
            json.WriteStartObject("TaxLineDetail");
            json.Ref("TaxRateRef", rate.RateId);
            json.WriteBoolean("PercentBased", true);
            json.WriteNumber("TaxPercent", Cents.Short(rate.Percent));
            json.Amount("NetAmountTaxable", rate.Taxable);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
