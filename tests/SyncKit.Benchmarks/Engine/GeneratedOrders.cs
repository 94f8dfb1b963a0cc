using System.Text;
using System.Text.Json.Nodes;

namespace SyncKit.Benchmarks.Engine;

/// <summary>Any number of orders of about 4 KB: a recorded one, with the meta data that a real shop's plug-ins add, under ids of its own.</summary>
internal static class GeneratedOrders
{
    private const int FirstId = 1_000_000;
    private const int Size = 4096;

    private static readonly byte[] Template = Make();
    private static readonly int[] Places = Find();

    public static string Id(int index) => $"{FirstId + index}";

    public static byte[] Make(int index)
    {
        byte[] order = (byte[])Template.Clone();
        foreach (int place in Places)
        {
            Encoding.ASCII.GetBytes(Id(index), order.AsSpan(place));
        }

        return order;
    }

    private static byte[] Make()
    {
        JsonObject order = JsonNode.Parse(RecordedOrders.All[1])!.AsObject();
        order["id"] = FirstId;
        order["number"] = Id(0);
        JsonArray meta = order["meta_data"]!.AsArray();
        for (int i = 0; order.ToJsonString().Length < Size; i++)
        {
            meta.Add(new JsonObject { ["id"] = 700 + i, ["key"] = $"_wc_order_attribution_field_{i}", ["value"] = "https://shop.example/autumn?utm_source=newsletter" });
        }

        return Encoding.UTF8.GetBytes(order.ToJsonString());
    }

    private static int[] Find()
    {
        byte[] digits = Encoding.ASCII.GetBytes(Id(0));
        return [.. Enumerable.Range(0, Template.Length - digits.Length).Where(place => Template.AsSpan(place, digits.Length).SequenceEqual(digits))];
    }
}
