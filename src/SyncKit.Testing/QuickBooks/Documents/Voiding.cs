using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>A void keeps the document with zero amounts.</summary>
internal static class Voiding
{
    private static readonly string[] Amounts = ["TotalAmt", "HomeTotalAmt", "Balance", "HomeBalance", "UnappliedAmt", "RemainingCredit"];

    public static void Zero(JsonObject document)
    {
        document["PrivateNote"] = "Voided";
        foreach (string name in Amounts)
        {
            if (document[name] is not null)
            {
                document[name] = 0m;
            }
        }

        foreach (JsonObject line in document.Children("Line"))
        {
            line["Amount"] = 0m;
            if (line.Child("SalesItemLineDetail") is { } detail)
            {
                detail["Qty"] = 0m;
                detail.Remove("UnitPrice");
            }
        }

        if (document.Child("TxnTaxDetail") is { } tax)
        {
            tax["TotalTax"] = 0m;
            tax.Remove("TaxLine");
        }

        document.Remove("LinkedTxn");
        if (document["Line"] is JsonArray lines)
        {
            lines.RemoveAll(line => line?["LinkedTxn"] is not null);
        }
    }
}
