using System.Net;
using System.Text.Json;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class RunRouteTests
{
    private const string Runs = "/synckit/tenants/acme/runs";
    private const string Full = $$"""{"flow":"{{ApiWorld.Flow}}","mode":"full"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_followed_to_its_end_and_a_reader_who_comes_back_is_told_that_there_is_no_more()
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { InBackground = true });
        Sell(world, 3);

        string id = (await world.Jane.PostAsync(Runs, Full, HttpStatusCode.Created)).Text("id");
        List<(string Event, string Id, JsonElement Run)> events = await FollowAsync(world.Jane, id);

        (string last, string lastId, JsonElement ended) = events[^1];
        last.Should().Be("end");
        ended.Text("state").Should().StartWith("succeeded");
        ended.GetProperty("progress").GetProperty("read").GetInt64().Should().BeGreaterThanOrEqualTo(3);
        ended.Text("by").Should().Be("user:jane");
        events.Select(each => each.Id).Should().OnlyHaveUniqueItems();
        using HttpResponseMessage again = await FollowAsync(world.Jane, id, lastId);
        again.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await world.Jane.ReadAsync($"{Runs}/{id}")).Text("mode").Should().Be("full");
        (await world.Jane.ReadAsync($"{Runs}?limit=1")).Rows().Should().HaveCount(1);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_before_its_reader()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        string id = (await world.Jane.PostAsync(Runs, Full, HttpStatusCode.Created)).Text("id");
        Task<List<(string Event, string Id, JsonElement Run)>> following = FollowAsync(world.Jane, id);

        JsonElement cancelled = await world.Jane.PostAsync($"{Runs}/{id}/cancel");

        cancelled.Text("state").Should().Be("cancelled");
        (string last, _, JsonElement run) = (await following)[^1];
        (last, run.Text("state")).Should().Be(("end", "cancelled"));
    }

    [Fact]
    public async Task A_dry_run_shows_its_plan_and_writes_nothing()
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { InBackground = true });
        Sell(world, 3);

        string id = (await world.Jane.PostAsync(Runs, $$"""{"kind":"dryRun","flow":"{{ApiWorld.Flow}}","mode":"full"}""", HttpStatusCode.Created)).Text("id");
        JsonElement ended = (await FollowAsync(world.Jane, id))[^1].Run;

        ended.Text("kind").Should().Be("dryRun");
        JsonElement first = await world.Jane.ReadAsync($"{Runs}/{id}/plan?limit=2");
        JsonElement second = await world.Jane.ReadAsync($"{Runs}/{id}/plan?limit=2&after={first.Next()}");
        first.Rows().Concat(second.Rows()).Select(row => row.GetProperty("number").GetInt32()).Should().Equal(1, 2, 3);
    }

    [Theory]
    [InlineData("""{"flow":"nothing"}""")]
    [InlineData("""{"flow":"orders-to-books","mode":"sideways"}""")]
    [InlineData("""{"flow":"orders-to-books","mode":"window"}""")]
    [InlineData("""{"flow":"orders-to-books","mode":"window","from":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"flow":"orders-to-books","mode":"single"}""")]
    [InlineData("""{"flow":"orders-to-books","mode":"window","lastHours":-1}""")]
    [InlineData("""{"source":"woocommerce/other","recordKind":"order"}""")]
    [InlineData("{}")]
    public async Task A_run_that_cannot_be_is_refused_with_a_sentence(string body)
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        (await world.Jane.PostAsync(Runs, body, HttpStatusCode.BadRequest)).Code().Should().Be("request.invalid");

        (await world.Jane.ReadAsync(Runs)).Rows().Should().BeEmpty();
        await world.Jane.ReadAsync($"{Runs}?state=sideways", HttpStatusCode.BadRequest);
        await world.Jane.ReadAsync($"{Runs}?after=x", HttpStatusCode.BadRequest);
        await world.Jane.ReadAsync($"{Runs}/x", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Schedules_are_saved_previewed_listed_and_removed()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        const string schedules = "/synckit/tenants/acme/schedules";
        const string nightly = """
            {"source":"woocommerce/shop","recordKind":"order","mode":"full","cron":"0 3 * * *","timeZone":"Europe/Berlin","quietHours":[{"from":"08:00","to":"18:00"}]}
            """;

        (await world.Jane.PostAsync($"{schedules}/preview", nightly)).GetProperty("firings").GetArrayLength().Should().Be(10);
        JsonElement saved = await world.Jane.PutAsync($"{schedules}/nightly", nightly);
        saved.TryGetProperty("nextAt", out _).Should().BeTrue();
        JsonElement stored = (await world.Jane.ReadAsync($"{schedules}/nightly")).GetProperty("schedule");
        (stored.Text("cron"), stored.Text("mode"), stored.GetProperty("quietHours")[0].Text("from")).Should().Be(("0 3 * * *", "full", "08:00:00"));
        (await world.Jane.ReadAsync(schedules)).Rows().Select(row => row.Text("name")).Should().Contain("nightly");
        JsonElement wrong = await world.Jane.PutAsync($"{schedules}/x", nightly.Replace("0 3 * * *", "soon"), HttpStatusCode.BadRequest);
        wrong.GetProperty("errors").TryGetProperty("cron", out _).Should().BeTrue(wrong.GetRawText());
        await world.Jane.SendAsync(HttpMethod.Delete, $"{schedules}/nightly").AnswerAsync(HttpStatusCode.NoContent);
        await world.Jane.SendAsync(HttpMethod.Delete, $"{schedules}/nightly").AnswerAsync(HttpStatusCode.NotFound);
    }

    private static void Sell(ApiWorld world, int count)
    {
        long product = world.Shop.Store.Catalog.AddProduct(new StoreProduct { Name = "Mug", Sku = "MUG", Price = 12.49m });
        world.Shop.Store.AddOrders(Enumerable.Range(1, count).Select(number => new StoreOrder
        {
            Status = "processing",
            Billing = new StoreAddress { FirstName = "Nora", LastName = "Winter", Country = "US", State = "NY", Email = $"nora.{number}@mail.example" },
            Lines = { new StoreLine { ProductId = product, Quantity = number } },
        }));
        world.ShopClock.Advance(TimeSpan.FromMinutes(9));
    }

    private static Task<HttpResponseMessage> FollowAsync(HttpClient client, string id, string lastEvent)
    {
        HttpRequestMessage request = new(HttpMethod.Get, $"{Runs}/{id}/events");
        request.Headers.Add("Last-Event-ID", lastEvent);
        return client.SendAsync(request, Cancel);
    }

    private static async Task<List<(string Event, string Id, JsonElement Run)>> FollowAsync(HttpClient client, string id)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using HttpResponseMessage response = await client.GetAsync(
            new Uri($"{Runs}/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync(Cancel));
        List<(string Event, string Id, JsonElement Run)> events = [];
        string kind = "";
        string number = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                number = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                events.Add((kind, number, JsonDocument.Parse(line[6..]).RootElement.Clone()));
            }
        }

        return events;
    }
}
