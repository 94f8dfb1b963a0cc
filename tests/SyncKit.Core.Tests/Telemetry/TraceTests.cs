using System.Diagnostics;
using SyncKit.Core.Tests.World;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Telemetry;

public sealed class TraceTests : IDisposable
{
    private readonly Scene scene = new();
    private readonly Spans spans = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => spans.Dispose();

    [Fact]
    public async Task A_delivery_and_the_document_that_it_settles_are_one_trace_across_a_restart()
    {
        ActivityTraceId trace;
        ActivitySpanId arrival;
        await using (Host host = await scene.StartConnectedAsync())
        {
            ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
            using Activity request = spans.Begin("request");
            (trace, arrival) = (request.TraceId, request.SpanId);
            (await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Deliveries.Of(order, "1"), Cancel)).Should().Be(WebhookVerdict.Accepted);
        }

        await using Host next = scene.Start();
        await next.DrainAsync();

        Activity item = spans.Of("synckit.item", trace).Should().ContainSingle().Subject;
        Activity receipt = spans.Of("synckit.webhook", trace).Should().ContainSingle().Subject;
        receipt.ParentSpanId.Should().Be(arrival);
        item.ParentSpanId.Should().Be(receipt.SpanId);
        item.GetTagItem("synckit.outcome").Should().Be("written");
        item.GetTagItem("synckit.flow").Should().Be(Scene.Flow);
        Activity lane = spans.Of("synckit.lane").Single(span => span.SpanId == item.Links.Single().Context.SpanId);
        lane.TraceId.Should().NotBe(trace, "a lane works on items of many traces");
        spans.Of("synckit.lane", trace).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_page_is_a_trace_of_its_own_that_its_records_stay_in_until_they_are_settled()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PageSize = 2;
        scene.Shop.PutMany(5);
        ActivityTraceId asked;
        using (Activity call = spans.Begin("call"))
        {
            asked = call.TraceId;
            await host.DiscoverAsync(Scene.Acme);
        }

        await host.DrainAsync();

        ActivityTraceId[] pages = [.. spans.Of("synckit.page").Where(page => page.Links.Any(link => link.Context.TraceId == asked)).Select(page => page.TraceId)];
        pages.Should().OnlyHaveUniqueItems().And.NotContain(asked).And.HaveCount(3);
        pages.Sum(page => spans.Of("synckit.item", page).Count).Should().Be(5);
    }

    [Fact]
    public async Task What_is_held_says_so_by_its_code()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1", Total = "not money" });
        ActivityTraceId trace;
        using (Activity request = spans.Begin("request"))
        {
            trace = request.TraceId;
            await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Deliveries.Of(order, "1"), Cancel);
        }

        await host.DrainAsync();

        Activity item = spans.Of("synckit.item", trace).Should().ContainSingle().Subject;
        item.Status.Should().Be(ActivityStatusCode.Error);
        item.GetTagItem("synckit.outcome").Should().Be("held");
        item.GetTagItem("error.type").Should().BeOfType<string>().Which.Should().NotBeEmpty();
    }
}
