using System.Net;

namespace SyncKit.Testing.Tests.Supabase;

public sealed class ReadingTests : IAsyncLifetime
{
    private const string Three = """
        [{"tenant_id":"a","id":1,"number":"A-1","total":10,"details":{"z":1,"aa":"ü"},"updated_at":"2026-01-01T00:00:00Z"},
         {"tenant_id":"a","id":2,"number":"A, (2)","total":20.5,"details":null,"updated_at":"2026-01-01T00:00:00.5Z"},
         {"tenant_id":"b","id":9007199254740993,"number":null,"total":0.1,"details":[1,2],"updated_at":"2026-01-02 03:04:05.678901+02"}]
        """;

    private Shop shop = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.OpenAsync();
        shop.Project.Insert("orders", Three);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Shows_times_numbers_and_json_as_postgres_does()
    {
        Shop.Told told = await shop.GetAsync("orders?select=id,total,details,updated_at&order=id");

        told.Status.Should().Be(HttpStatusCode.OK);
        told.Body.Should().Be(
            """[{"id":1,"total":10.00,"details":{"z": 1, "aa": "ü"},"updated_at":"2026-01-01T00:00:00+00:00"},"""
            + """{"id":2,"total":20.50,"details":null,"updated_at":"2026-01-01T00:00:00.5+00:00"},"""
            + """{"id":9007199254740993,"total":0.10,"details":[1, 2],"updated_at":"2026-01-02T01:04:05.678901+00:00"}]""");
        told.Range.Should().Be("0-2/*");
        told.Headers["Content-Type"].Should().Be("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("id=eq.1", "1")]
    [InlineData("total=gt.0.1&total=lt.20.5", "1")]
    [InlineData("total=gte.20.50", "2")]
    [InlineData("number=is.null", "9007199254740993")]
    [InlineData("number=not.is.null&order=id.desc", "2,1")]
    [InlineData("number=in.(\"A, (2)\",A-1)&order=id", "1,2")]
    [InlineData("number=neq.A-1", "2")]
    [InlineData("not.and=(id.eq.1,tenant_id.eq.a)&order=id", "2,9007199254740993")]
    [InlineData("or=(id.eq.1,and(tenant_id.eq.b,number.is.null))&order=id", "1,9007199254740993")]
    [InlineData("or=(number.eq.\"A, (2)\",number.in.(A-1,x))&order=id", "1,2")]
    [InlineData("number=ilike.a-*", "1")]
    [InlineData("details->>aa=eq.ü", "1")]
    [InlineData("or=(updated_at.gt.\"2026-01-01T00:00:00%2B00:00\",and(updated_at.eq.\"2026-01-01T00:00:00%2B00:00\",id.gt.0))&order=updated_at,id", "1,2,9007199254740993")]
    public async Task Filters_and_sorts(string query, string ids)
    {
        Shop.Told told = await shop.GetAsync($"orders?select=id&{query}");

        string.Join(',', System.Text.Json.JsonElement.Parse(told.Body).EnumerateArray().Select(row => row.GetProperty("id").GetRawText())).Should().Be(ids);
    }

    [Fact]
    public async Task Gives_columns_other_names_and_types()
    {
        Shop.Told told = await shop.GetAsync("orders?select=key:id::text,sum:total,a:details->>aa,z:details->z&id=eq.1");

        told.Body.Should().Be("""[{"key":"1","sum":10.00,"a":"ü","z":1}]""");
    }

    [Fact]
    public async Task Never_gives_more_rows_than_the_project_lets_out()
    {
        shop.Project.MaxRows = 2;

        Shop.Told told = await shop.GetAsync("orders?select=id&order=id&limit=1000", ("Prefer", "count=exact"));

        told.Status.Should().Be(HttpStatusCode.PartialContent);
        told.Body.Should().Be("""[{"id":1},{"id":2}]""");
        told.Range.Should().Be("0-1/3");
        told.Headers["Preference-Applied"].Should().Be("count=exact");
    }

    [Fact]
    public async Task Takes_ranges_from_the_header_and_refuses_one_behind_the_end()
    {
        Shop.Told second = await shop.GetAsync("orders?select=id&order=id", ("Range", "1-1"), ("Range-Unit", "items"));
        Shop.Told behind = await shop.GetAsync("orders?select=id&offset=9", ("Prefer", "count=exact"));

        second.Body.Should().Be("""[{"id":2}]""");
        second.Range.Should().Be("1-1/*");
        behind.Status.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        behind.Code.Should().Be("PGRST103");
    }

    [Fact]
    public async Task Counts_without_a_body()
    {
        Shop.Told told = await shop.SendAsync(HttpMethod.Head, "orders?tenant_id=eq.a&limit=1", null, ("Prefer", "count=exact"));

        told.Range.Should().Be("0-0/2");
        told.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Embeds_the_rows_of_another_table_both_ways()
    {
        shop.Project.Insert("order_lines", """[{"tenant_id":"a","order_id":1,"sku":"X","qty":2},{"tenant_id":"a","order_id":1,"sku":"Y","qty":1}]""");

        Shop.Told many = await shop.GetAsync("orders?select=id,lines:order_lines(sku,qty)&lines.order=sku.desc&tenant_id=eq.a&order=id");
        Shop.Told one = await shop.GetAsync("order_lines?select=sku,orders(number)&sku=eq.X");
        Shop.Told inner = await shop.GetAsync("orders?select=id,order_lines!inner(sku)&order_lines.sku=eq.Y");

        many.Body.Should().Be("""[{"id":1,"lines":[{"sku":"Y","qty":1},{"sku":"X","qty":2}]},{"id":2,"lines":[]}]""");
        one.Body.Should().Be("""[{"sku":"X","orders":{"number":"A-1"}}]""");
        inner.Body.Should().Be("""[{"id":1,"order_lines":[{"sku":"Y"}]}]""");
    }

    [Theory]
    [InlineData("nothing", 404, "PGRST205")]
    [InlineData("orders?select=nothing", 400, "42703")]
    [InlineData("orders?nothing=eq.1", 400, "42703")]
    [InlineData("orders?select=nothing(id)", 400, "PGRST200")]
    [InlineData("orders?id=like_this", 400, "PGRST100")]
    [InlineData("orders?or=(id.eq.1", 400, "PGRST100")]
    [InlineData("orders?id=eq.x", 400, "22P02")]
    [InlineData("orders?id=eq.99999999999999999999", 400, "22003")]
    [InlineData("orders?updated_at=gt.yesterday", 400, "22007")]
    [InlineData("rpc/nothing", 404, "PGRST202")]
    public async Task Refuses_in_the_servers_words(string path, int status, string code)
    {
        Shop.Told told = await shop.GetAsync(path);

        ((int)told.Status).Should().Be(status);
        told.Code.Should().Be(code);
        System.Text.Json.JsonElement.Parse(told.Body).EnumerateObject().Select(member => member.Name).Should().BeEquivalentTo("code", "details", "hint", "message");
    }

    [Fact]
    public async Task Gives_one_object_only_when_there_is_exactly_one()
    {
        (string Name, string Value) one = ("Accept", "application/vnd.pgrst.object+json");

        (await shop.GetAsync("orders?select=id&id=eq.1", one)).Body.Should().Be("""{"id":1}""");
        Shop.Told none = await shop.GetAsync("orders?id=eq.5", one);
        none.Status.Should().Be(HttpStatusCode.NotAcceptable);
        none.Code.Should().Be("PGRST116");
        (await shop.GetAsync("orders", ("Accept", "image/png"))).Code.Should().Be("PGRST107");
        (await shop.GetAsync("orders", ("Accept-Profile", "private"))).Code.Should().Be("PGRST106");
    }

    [Fact]
    public async Task Describes_its_tables()
    {
        Shop.Told told = await shop.GetAsync(string.Empty);

        System.Text.Json.JsonElement orders = System.Text.Json.JsonElement.Parse(told.Body).GetProperty("definitions").GetProperty("orders");
        told.Headers["Content-Type"].Should().StartWith("application/openapi+json");
        orders.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Contain(["tenant_id", "id", "total"]).And.NotContain("number");
        orders.GetProperty("properties").GetProperty("id").GetProperty("description").GetString().Should().Contain("<pk/>");
        orders.GetProperty("properties").GetProperty("updated_at").GetProperty("format").GetString().Should().Be("timestamp with time zone");
    }
}
