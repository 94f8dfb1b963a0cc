using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SyncKit.Fixtures;

/// <summary>
/// Every order that was recorded from a real WooCommerce 11 store (all people in it are invented), each once in its latest state, with its
/// refunds as the store listed them. They are packed into one file, without white space between the tokens, so that they are at hand
/// everywhere; digits and texts are as recorded.
/// </summary>
/// <remarks>
/// Left out are order 2376, whose refund was not recorded, and bodies with other decimals than the store's own (the parameter <c>dp</c>).
/// </remarks>
public static class RecordedOrders
{
    private static readonly Lazy<IReadOnlyList<RecordedOrder>> Unpacked = new(Unpack);

    /// <summary>All orders by id.</summary>
    public static IReadOnlyList<RecordedOrder> All() => Unpacked.Value;

    private static List<RecordedOrder> Unpack()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Recorded", "orders", "all-orders.json.gz"));
        using GZipStream plain = new(file, CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(plain);
        List<RecordedOrder> orders = [];
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            JsonElement order = element.GetProperty("order");
            string payload = element.TryGetProperty("refunds", out JsonElement refunds) ? $"{order.GetRawText()}\n{refunds.GetRawText()}" : order.GetRawText();
            orders.Add(new RecordedOrder(element.GetProperty("name").GetString()!, order.GetProperty("id").GetRawText(), Encoding.UTF8.GetBytes(payload)));
        }

        return orders;
    }
}
