using System.Text.Json.Nodes;
using SyncKit.Fixtures;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class RecordedTrafficTests
{
    [Fact]
    public void Recorded_orders_and_webhooks_are_at_hand()
    {
        RecordedTraffic.Orders().Should().HaveCountGreaterThanOrEqualTo(RecordedTraffic.IsComplete ? 400 : 12);
        RecordedTraffic.Orders().Should().OnlyContain(order => JsonNode.Parse(order.Json)!["id"]!.GetValue<long>() > 0);
        RecordedTraffic.Webhooks().Select(delivery => delivery.Topic).Should().Contain(["order.created", "order.updated", "order.deleted"]);
        RecordedTraffic.Has("orders/single/none.json").Should().BeFalse();
    }
}
