using System.Text.Json;

namespace SyncKit.WooCommerce.Stock;

/// <summary>What a product is found by.</summary>
/// <param name="Id">The id.</param>
/// <param name="ParentId">The product that a variation belongs to; 0 for a product.</param>
/// <param name="Sku">The SKU.</param>
internal sealed record StoreProductHead(long Id, long ParentId, string Sku)
{
    /// <exception cref="JsonException">This is no list of products.</exception>
    public static List<StoreProductHead> ReadList(ReadOnlyMemory<byte> json)
    {
        JsonElement list = JsonElement.Parse(json.Span);
        return [.. list.EnumerateArray().Select(static product => new StoreProductHead(Number(product, "id"), Number(product, "parent_id"), Text(product, "sku")))];
    }

    private static long Number(JsonElement product, string name) =>
        product.ValueKind == JsonValueKind.Object && product.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : throw new JsonException($"A product has no {name}.");

    private static string Text(JsonElement product, string name) =>
        product.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
