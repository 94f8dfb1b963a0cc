using System.Globalization;
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
        string id = entity.Text("Id");
        string currency = entity.RefValue("CurrencyRef");
        if (IsDeleted(entity))
        {
            return Gone(id, currency);
        }

        decimal sign = TransactionKind.Find(kind) is { GivesBack: true } ? -1 : 1;
        decimal total = entity.Number("TotalAmt") ?? 0;
        return new WrittenDocument(id, entity.Text("SyncToken"), sign * total, sign * Tax(entity), currency)
        {
            Date = Date(entity),
            Fingerprint = BookedText.Of(entity),
            IsVoided = IsVoided(entity, total),
        };
    }

    /// <summary>A transaction as it stands in the books, for comparing.</summary>
    public static BookedDocument Booked(string kind, JsonElement entity)
    {
        WrittenDocument written = Document(kind, entity);
        JsonElement customer = entity.Member("CustomerRef") is { ValueKind: JsonValueKind.Object } named ? named : entity.Member("EntityRef");
        return new BookedDocument(
            kind, written.Id, entity.Text("DocNumber"), written.Total, written.Currency, Marker.In(entity.Text("PrivateNote")))
        {
            Tax = written.Tax,
            Version = written.Version,
            Date = written.Date,
            Customer = customer.Text("name"),
            Email = entity.Member("BillEmail").Text("Address"),
            Fingerprint = written.Fingerprint,
            IsVoided = written.IsVoided && !IsDeleted(entity),
            IsDeleted = IsDeleted(entity),
        };
    }

    /// <summary>A transaction that is no longer there. It has no version, so it is never taken for what was there before.</summary>
    public static WrittenDocument Gone(string id, string currency) => new(id, string.Empty, 0, 0, currency) { IsVoided = true };

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

    private static decimal Tax(JsonElement entity) => entity.Member("TxnTaxDetail").Number("TotalTax") ?? 0;

    private static DateOnly? Date(JsonElement entity) =>
        DateOnly.TryParseExact(entity.Text("TxnDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    private static bool IsDeleted(JsonElement entity) => string.Equals(entity.Text("status"), "Deleted", StringComparison.OrdinalIgnoreCase);

    private static bool IsVoided(JsonElement entity, decimal total) =>
        total == 0 && entity.Text("PrivateNote").StartsWith("Voided", StringComparison.OrdinalIgnoreCase);
}
