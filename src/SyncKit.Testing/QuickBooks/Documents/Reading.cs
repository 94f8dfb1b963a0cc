using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>Stored entities as tests read them.</summary>
internal static class Reading
{
    public static ListedEntity Listed(StoredEntity row)
    {
        JsonObject document = row.Read();
        return new ListedEntity(row.Id, document.Text("DisplayName") ?? document.Text("Name")!, row.Active, Encoding.UTF8.GetString(row.Json));
    }

    public static BookedDocument Of(StoredEntity row)
    {
        JsonObject document = row.Read();
        return new BookedDocument(
            row.Id,
            document.Text("SyncToken")!,
            row.Kind.Name,
            document.Text("DocNumber"),
            document.Date("TxnDate")!.Value,
            document.Child("CustomerRef").Text("name"),
            document.Reference("CurrencyRef")!,
            document.Number("TotalAmt") ?? 0m,
            document.Child("TxnTaxDetail").Number("TotalTax") ?? 0m,
            document.Text("PrivateNote"),
            row.Voided,
            row.DepositId is not null,
            Encoding.UTF8.GetString(row.Json));
    }
}
