using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class SiteDateTests
{
    /// <summary>Every threshold that was read off a real store's SQL, as (zone, value, dates_are_gmt, threshold or nothing for a 400).</summary>
    public static TheoryData<string, string, bool, string?> Observed()
    {
        TheoryData<string, string, bool, string?> cases = [];
        JsonNode thresholds = JsonNode.Parse(RecordedTraffic.Read("observations/modified_after-thresholds.json"))!["B thresholds"]!;
        foreach ((string key, JsonNode? value) in thresholds.AsObject())
        {
            string[] parts = key.Split(" | ");
            cases.Add(parts[0], parts[1]["modified_after=".Length..], parts[2].EndsWith("true", StringComparison.Ordinal), value![0]!.GetValue<int>() == 200 ? value[1]!.GetValue<string>() : null);
        }

        foreach ((string key, JsonNode? value) in JsonNode.Parse(RecordedTraffic.Read("observations/modified_after-dst.json"))!.AsObject())
        {
            string[] parts = key.Split(' ');
            if (value is JsonObject both)
            {
                cases.Add(parts[0], parts[1], true, both["naive+gmt"]!.GetValue<string>());
                cases.Add(parts[0], parts[1] + "Z", false, both["Z+nongmt"]!.GetValue<string>());
            }
            else
            {
                cases.Add("Asia/Kolkata", parts[1], parts[2] == "True", value!.GetValue<string>());
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Observed))]
    public async Task Modified_after_is_read_and_misread_as_observed(string zone, string value, bool gmt, string? threshold)
    {
        await using StoreClient client = await StoreClient.StartAsync(zone);
        string path = $"orders?orderby=id&order=asc&modified_after={Uri.EscapeDataString(value)}&dates_are_gmt={(gmt ? "true" : "false")}";
        if (threshold is null)
        {
            (await client.GetAsync(path)).Status.Should().Be(400);
            return;
        }

        DateTimeOffset second = DateTimeOffset.ParseExact(threshold, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        StoreOrder At(DateTimeOffset time)
        {
            StoreOrder order = StoreClient.Mugs();
            order.ModifiedAt = time;
            return order;
        }

        long before = client.Store.AddOrder(At(second.AddSeconds(-1)));
        long same = client.Store.AddOrder(At(second));
        long after = client.Store.AddOrder(At(second.AddSeconds(1)));

        (await client.IdsAsync(path)).Should().Equal(after);
        (await client.IdsAsync(path.Replace("modified_after", "modified_before"))).Should().Equal(before).And.NotContain(same);
    }

    [Fact]
    public async Task Shown_dates_are_local_without_suffix_and_gmt_beside_them()
    {
        await using StoreClient client = await StoreClient.StartAsync("Europe/Berlin");
        (_, JsonNode order, _) = await client.GetAsync($"orders/{client.Store.AddOrder(StoreClient.Mugs())}");

        order["date_modified"]!.GetValue<string>().Should().Be("2026-11-22T18:00:00");
        order["date_modified_gmt"]!.GetValue<string>().Should().Be("2026-11-22T17:00:00");
    }
}
