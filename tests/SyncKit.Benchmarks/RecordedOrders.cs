using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncKit.Benchmarks;

/// <summary>Recorded orders of one to three lines and one or two kilobytes more, as a store sends them: without white space.</summary>
internal static class RecordedOrders
{
    private static readonly string[] Files =
        ["simple_tx.json", "customer_order.json", "coupon_percent.json", "coupon_fixed_cart.json", "compound_tax_ca.json", "multi_shipping.json", "fees_pos_neg.json"];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<byte[]> All { get; } = Read();

    private static List<byte[]> Read()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Recorded", "orders");
        List<byte[]> orders = [];
        foreach (string file in Files)
        {
            using JsonDocument order = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "single", file)));
            orders.Add(Bytes(order.RootElement));
        }

        using JsonDocument page = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "customer-filter.json")));
        orders.AddRange(page.RootElement.EnumerateArray().Select(Bytes));
        return orders;
    }

    private static byte[] Bytes(JsonElement order)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Compact))
        {
            order.WriteTo(json);
        }

        return stream.ToArray();
    }
}
