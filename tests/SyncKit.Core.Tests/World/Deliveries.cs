using System.Text.Json;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.World;

/// <summary>What the fake shop delivers.</summary>
internal static class Deliveries
{
    public const string Secret = "s3cret";

    public static WebhookDelivery Of(ShopOrder order, string key = "", string signature = Secret, params (string Name, string Value)[] more)
    {
        Dictionary<string, string> headers = new() { ["signature"] = signature, ["key"] = key };
        foreach ((string name, string value) in more)
        {
            headers[name] = value;
        }

        return new WebhookDelivery(headers, JsonSerializer.SerializeToUtf8Bytes(order), new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    }
}
