using System.Text.Json.Nodes;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class ListingTests
{
    [Theory]
    [InlineData("", "customer")]
    [InlineData("role=all", "customer wholesale")]
    [InlineData("role=wholesale", "wholesale")]
    public async Task Customers_are_listed_by_role_and_without_one_only_those_of_the_role_customer(string query, string expected)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long[] ids = [.. new[] { "customer", "wholesale", "wholesale" }.Select(role =>
            client.Store.Catalog.AddCustomer(new StoreCustomer { Email = "a@mail.example", Role = role }))];

        (_, JsonNode shown, _) = await client.GetAsync($"customers?_fields=id,role&include={ids[0]},{ids[1]}&{query}");

        shown.AsArray().Select(customer => customer!["role"]!.GetValue<string>()).Should().BeEquivalentTo(expected.Split(' '));
    }

    [Fact]
    public async Task A_page_tells_total_pages_links_and_the_clock()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.SeedUniform(25);

        (_, JsonNode body, HttpResponseMessage response) = await client.GetAsync("orders?per_page=10&page=2&orderby=modified&order=asc");

        body.AsArray().Should().HaveCount(10);
        response.Headers.GetValues("X-WP-Total").Should().Equal("25");
        response.Headers.GetValues("X-WP-TotalPages").Should().Equal("3");
        string link = string.Join(", ", response.Headers.GetValues("Link"));
        link.Should().Contain("page=1&orderby=modified&order=asc&status%5B0%5D=any&dp=2&context=view>; rel=\"prev\"").And.Contain("page=3&").And.Contain("rel=\"next\"");
        response.Headers.Date.Should().Be(StoreClient.Start);
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        response.Headers.ETag.Should().BeNull();
    }

    [Fact]
    public async Task A_page_past_the_end_is_empty_and_tells_zero()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.SeedUniform(5);

        (int status, JsonNode body, HttpResponseMessage response) = await client.GetAsync("orders?page=9");

        status.Should().Be(200);
        body.AsArray().Should().BeEmpty();
        response.Headers.GetValues("X-WP-Total").Should().Equal("0");
        response.Headers.GetValues("X-WP-TotalPages").Should().Equal("0");
    }

    [Fact]
    public async Task Many_orders_of_one_second_page_completely_with_ties_broken_by_id()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        IReadOnlyList<long> ids = client.Store.AddOrders(Enumerable.Range(0, 250).Select(_ => StoreClient.Mugs()));
        List<long> ascending = [];
        for (int page = 1; page <= 3; page++)
        {
            ascending.AddRange(await client.IdsAsync($"orders?per_page=100&page={page}&orderby=modified&order=asc"));
        }

        ascending.Should().Equal(ids);
        (await client.IdsAsync("orders?per_page=100&orderby=modified&order=desc")).Should().Equal(ids.Reverse().Take(100));
    }

    [Fact]
    public async Task Trash_shows_only_where_it_is_asked_for_by_name()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long kept = client.Store.AddOrder(StoreClient.Mugs());
        long trashed = client.Store.AddOrder(StoreClient.Mugs());
        long draft = client.Store.AddOrder(StoreClient.Mugs(status: "checkout-draft"));
        client.Store.Trash(trashed);

        (await client.IdsAsync("orders")).Should().Equal(kept);
        (await client.IdsAsync("orders?status=any,trash")).Should().Equal(kept);
        (await client.IdsAsync("orders?status=trash")).Should().Equal(trashed);
        (await client.IdsAsync("orders?status=processing,trash&orderby=id&order=asc")).Should().Equal(kept, trashed);
        (await client.GetAsync($"orders/{trashed}")).Body["status"]!.GetValue<string>().Should().Be("trash");
        (await client.GetAsync($"orders/{draft}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Include_exclude_customer_and_status_select()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long customer = client.Store.Catalog.AddCustomer(new StoreCustomer { Email = "c@mail.example" });
        long first = client.Store.AddOrder(StoreClient.Mugs());
        StoreOrder owned = StoreClient.Mugs(status: "completed");
        owned.CustomerId = customer;
        long second = client.Store.AddOrder(owned);

        (await client.IdsAsync($"orders?include={first},{second},999999&orderby=id&order=asc")).Should().Equal(first, second);
        (await client.IdsAsync($"orders?exclude={first}")).Should().Equal(second);
        (await client.IdsAsync($"orders?customer={customer}")).Should().Equal(second);
        (await client.IdsAsync("orders?status[]=completed")).Should().Equal(second);
        (await client.IdsAsync($"customers?modified_after=2030-01-01T00:00:00")).Should().Equal([customer], "customers ignore modified_after");
    }

    [Fact]
    public async Task Fields_cut_a_list_and_leave_the_links_on_a_single_order()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());

        (_, JsonNode list, _) = await client.GetAsync("orders?_fields=id,date_modified_gmt");
        (_, JsonNode single, _) = await client.GetAsync($"orders/{id}?_fields=id,billing.email");

        list.ToJsonString().Should().Be($$"""[{"id":{{id}},"date_modified_gmt":"2026-11-22T17:00:00"}]""");
        JsonShape.FieldOrder(single).Should().Equal("id", "billing", "_links");
        single["billing"]!.ToJsonString().Should().Be("""{"email":"buyer@mail.example"}""");
    }

    [Fact]
    public async Task An_order_modified_between_two_pages_makes_another_one_missed()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        IReadOnlyList<long> ids = client.Store.SeedUniform(30);
        int pages = 0;
        client.Store.OnListing = _ =>
        {
            if (++pages == 2)
            {
                client.Store.SetStatus(ids[3], "completed");
            }
        };

        List<long> read = [];
        for (int page = 1; page <= 3; page++)
        {
            read.AddRange(await client.IdsAsync($"orders?per_page=10&page={page}&orderby=modified&order=asc"));
        }

        ids.Except(read).Should().Equal(ids[10]);
        read.Where(id => id == ids[3]).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_half_written_order_shows_its_final_date_and_completes_without_moving_it()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreOrder order = StoreClient.Mugs();
        for (int i = 0; i < 19; i++)
        {
            order.Lines.Add(new StoreLine { Name = "Part", ProductId = 5, UnitPrice = 1m });
        }

        TornOrder torn = client.Store.BeginTornOrder(order);
        (_, JsonNode before, _) = await client.GetAsync($"orders/{torn.Id}");
        client.Tick(5);
        torn.Complete();
        (_, JsonNode after, _) = await client.GetAsync($"orders/{torn.Id}");

        before["line_items"]!.AsArray().Should().HaveCount(4);
        before["total"]!.GetValue<string>().Should().Be("0.00");
        before["status"]!.GetValue<string>().Should().Be("pending");
        after["line_items"]!.AsArray().Should().HaveCount(20);
        after["total"]!.GetValue<string>().Should().NotBe("0.00");
        after["date_modified_gmt"]!.ToJsonString().Should().Be(before["date_modified_gmt"]!.ToJsonString());
    }

    [Fact]
    public async Task A_planted_body_is_listed_as_it_is()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());
        client.Store.PutRaw(id, """{"id":"not a number","total":"12,50"}""");

        string text = await client.Http.GetStringAsync("orders", TestContext.Current.CancellationToken);

        text.Should().Be("""[{"id":"not a number","total":"12,50"}]""");
    }
}
