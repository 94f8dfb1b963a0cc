using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Reads entities as QuickBooks answers them.</summary>
internal static class WrittenReader
{
    private static readonly string[] ReferenceEntities = ["Customer", "Item"];

    /// <summary>A transaction.</summary>
    public static WrittenDocument Document(string kind, JsonElement entity)
    {
        decimal sign = kind == OrderDocuments.RefundKind ? -1 : 1;
        decimal total = entity.Number("TotalAmt") ?? 0;
        return new WrittenDocument(
            entity.Text("Id"),
            entity.Text("SyncToken"),
            sign * total,
            sign * (entity.Member("TxnTaxDetail").Number("TotalTax") ?? 0),
            entity.RefValue("CurrencyRef"))
        {
            IsVoided = total == 0 && entity.Text("PrivateNote").StartsWith("Voided", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>A list entry.</summary>
    public static WrittenDocument Reference(JsonElement entity, IReadOnlyDictionary<string, string> attributes) =>
        new(entity.Text("Id"), entity.Text("SyncToken"), 0, 0, entity.RefValue("CurrencyRef")) { Attributes = attributes };

    /// <summary>What an answer says was written for a target; <see langword="null"/> when it holds no such entity.</summary>
    public static WrittenDocument? Of(IntentTarget target, JsonElement answer)
    {
        if (target.Document is { } document)
        {
            JsonElement entity = answer.Member(document.Kind);
            return entity.Text("Id").Length == 0 ? null : Document(document.Kind, entity);
        }

        JsonElement made = ReferenceEntities.Select(name => answer.Member(name)).FirstOrDefault(static found => found.Text("Id").Length > 0);
        return made.ValueKind == JsonValueKind.Object ? Reference(made, target.Reference!.Attributes) : null;
    }
}
