using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Supabase.Source;

/// <summary>What differs between the kinds of record that are read.</summary>
/// <param name="Noun">What one is called in messages.</param>
/// <param name="Mapping">Where they come from.</param>
/// <param name="Facets">The fields that filters look at, each under the name of its facet.</param>
internal sealed record RecordKind(string Noun, Func<SupabaseSettings, TenantId, RecordMapping> Mapping, IReadOnlyDictionary<string, string> Facets)
{
    public static RecordKind Orders { get; } = new(
        "order", MappingReader.Orders, new Dictionary<string, string> { [RecordFilter.StatusFacet] = "status", ["currency"] = "currency" })
    {
        PaymentStatus = static row => !row.TryGetProperty("paid_at", out JsonElement paid) ? null : paid.ValueKind == JsonValueKind.Null ? "unpaid" : "paid",
    };

    public static RecordKind Products { get; } = new(
        "product", MappingReader.Products, new Dictionary<string, string> { [RecordFilter.StatusFacet] = "status", ["type"] = "type" });

    public static RecordKind Customers { get; } = new("customer", MappingReader.Customers, new Dictionary<string, string> { ["role"] = "role" });

    /// <summary>Whether an order is paid, where a column tells; <see langword="null"/> for other kinds.</summary>
    public Func<JsonElement, string?>? PaymentStatus { get; private init; }
}
