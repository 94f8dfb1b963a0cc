using System.Text.Json;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Documents;

/// <summary>A document as QuickBooks would reckon it.</summary>
internal sealed class SentDocument(JsonElement root)
{
    public JsonElement Root { get; } = root;

    public List<JsonElement> Lines { get; } = [.. root.GetProperty("Line").EnumerateArray()];

    public decimal Items => Lines.Where(line => Is(line, "SalesItemLineDetail")).Sum(line => line.GetProperty("Amount").GetDecimal());

    public decimal Discount => Lines.Where(line => Is(line, "DiscountLineDetail")).Sum(line => line.GetProperty("Amount").GetDecimal());

    public decimal Tax => Root.TryGetProperty("TxnTaxDetail", out JsonElement tax) ? tax.GetProperty("TotalTax").GetDecimal() : 0;

    public decimal Total => Items - Discount + Tax;

    public static SentDocument Of(DocumentDraft<QuickBooksDocument> draft) => new(JsonDocument.Parse(draft.Document!.Json).RootElement);

    public string Text(string name) => Root.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    public string Ref(string name) => Root.TryGetProperty(name, out JsonElement value) ? value.GetProperty("value").GetString()! : "";

    public List<string> Codes => [.. Lines
        .Where(line => Is(line, "SalesItemLineDetail"))
        .Select(line => line.GetProperty("SalesItemLineDetail").TryGetProperty("TaxCodeRef", out JsonElement code) ? code.GetProperty("value").GetString()! : "")];

    private static bool Is(JsonElement line, string type) => line.TryGetProperty("DetailType", out JsonElement detail) && detail.GetString() == type;
}
