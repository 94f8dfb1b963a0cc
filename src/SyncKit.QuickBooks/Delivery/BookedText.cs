using System.Globalization;
using System.Text;
using System.Text.Json;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>
/// Says in words what QuickBooks holds of a transaction, from its own answer: what a person may change, and nothing that moves by itself such as versions,
/// balances, links and names.
/// </summary>
internal static class BookedText
{
    public const int Longest = 2000;
    private const string Subtotal = "SubTotalLineDetail";

    public static string Of(JsonElement entity)
    {
        StringBuilder text = new(256);
        text.Append(entity.Text("TxnDate"));
        Add(text, ", no. ", entity.Text("DocNumber"));
        Add(text, ", customer ", entity.RefValue("CustomerRef"));
        text.Append(", ").Append(entity.RefValue("CurrencyRef")).Append(' ').Append(Amount(entity, "TotalAmt"));
        Add(text, " of which tax ", entity.Member("TxnTaxDetail").Number("TotalTax") is { } tax and not 0 ? Show(tax) : string.Empty);
        foreach (JsonElement line in entity.Items("Line"))
        {
            if (text.Length > Longest)
            {
                break;
            }

            string kind = line.Text("DetailType");
            if (kind != Subtotal)
            {
                text.Append("; ");
                Line(text, line, line.Member(kind));
            }
        }

        return text.Length > Longest ? text.ToString(0, Longest) : text.ToString();
    }

    private static void Line(StringBuilder text, JsonElement line, JsonElement detail)
    {
        string[] about =
        [
            .. new[] { ("item ", "ItemRef"), ("account ", "AccountRef"), ("discount ", "DiscountAccountRef") }
                .Select(each => (each.Item1, Value: detail.RefValue(each.Item2))).Where(static each => each.Value.Length > 0)
                .Select(static each => each.Item1 + each.Value),
            .. line.Items("LinkedTxn").Select(static link => $"{link.Text("TxnType")} {link.Text("TxnId")}"),
        ];
        text.Append(about.Length > 0 ? string.Join(' ', about) : Documents.Text.Line(line.Text("Description"), 40));
        if (detail.Number("Qty") is { } quantity)
        {
            text.Append(" × ").Append(Cents.Short(quantity).ToString(CultureInfo.InvariantCulture));
        }

        text.Append(" = ").Append(Amount(line, "Amount"));
    }

    private static void Add(StringBuilder text, string before, string value)
    {
        if (value.Length > 0)
        {
            text.Append(before).Append(value);
        }
    }

    private static string Amount(JsonElement parent, string name) => Show(parent.Number(name) ?? 0);

    private static string Show(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);
}
