using System.Net;
using System.Text.Json;

namespace SyncKit.Testing.Tests.Supabase;

public sealed class WritingTests : IAsyncLifetime
{
    private static readonly (string Name, string Value) Merge = ("Prefer", "resolution=merge-duplicates,return=minimal");

    private Shop shop = null!;

    public async ValueTask InitializeAsync() => shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Inserts_with_defaults_and_shows_what_it_made()
    {
        Shop.Told told = await shop.PostAsync(
            "orders?select=id,total,paid,created_at", """[{"tenant_id":"a","id":1,"total":"12.345"}]""", ("Prefer", "return=representation"));

        told.Status.Should().Be(HttpStatusCode.Created);
        told.Body.Should().Be("""[{"id":1,"total":12.35,"paid":false,"created_at":"2026-01-01T12:00:00+00:00"}]""");
        told.Range.Should().Be("*/*");
        told.Headers["Preference-Applied"].Should().Be("return=representation");
    }

    [Fact]
    public async Task Upserts_by_key_says_whether_anything_was_new_and_moves_updated_at()
    {
        Shop.Told first = await shop.PostAsync("orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":1,"total":1}]""", Merge);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Shop.Told again = await shop.PostAsync("orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":1,"total":2}]""", Merge);
        Shop.Told mixed = await shop.PostAsync("orders?on_conflict=id,tenant_id", """[{"tenant_id":"a","id":1,"total":3},{"tenant_id":"a","id":2,"total":4}]""", Merge);

        (first.Status, again.Status, mixed.Status).Should().Be((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created));
        JsonElement row = shop.Project.Rows("orders", "id=eq.1").Single();
        row.GetProperty("total").GetRawText().Should().Be("3.00");
        row.GetProperty("created_at").GetString().Should().Be("2026-01-01T12:00:00+00:00");
        row.GetProperty("updated_at").GetString().Should().Be("2026-01-01T12:01:00+00:00");
    }

    [Fact]
    public async Task Ignores_duplicates_when_asked_to()
    {
        await shop.PostAsync("orders", """{"tenant_id":"a","id":1,"total":1}""");

        Shop.Told told = await shop.PostAsync(
            "orders", """[{"tenant_id":"a","id":1,"total":9},{"tenant_id":"a","id":2,"total":9}]""", ("Prefer", "resolution=ignore-duplicates"));

        told.Status.Should().Be(HttpStatusCode.Created);
        shop.Project.Rows("orders", "order=id").Select(row => row.GetProperty("total").GetRawText()).Should().Equal("1.00", "9.00");
    }

    [Fact]
    public async Task Takes_the_named_columns_alone_and_null_for_those_that_a_row_lacks()
    {
        Shop.Told without = await shop.PostAsync("orders?columns=tenant_id,id,paid", """[{"tenant_id":"a","id":1,"surplus":5}]""");
        Shop.Told with = await shop.PostAsync("orders?columns=tenant_id,id,paid", """[{"tenant_id":"a","id":1}]""", ("Prefer", "missing=default"));

        without.Code.Should().Be("23502");
        with.Status.Should().Be(HttpStatusCode.Created);
        shop.Project.Rows("orders").Single().GetProperty("paid").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData("orders", """[{"tenant_id":"a","id":1},{"tenant_id":"a"}]""", "", 400, "PGRST102")]
    [InlineData("orders", """[{"tenant_id":"a","id":1,"nothing":1}]""", "", 400, "PGRST204")]
    [InlineData("orders", "[{", "", 400, "PGRST102")]
    [InlineData("orders", """{"tenant_id":"a","id":7}""", "", 409, "23505")]
    [InlineData("orders", """{"tenant_id":"a","id":8,"number":"N-7"}""", "resolution=merge-duplicates", 409, "23505")]
    [InlineData("orders", """{"tenant_id":"a","id":null}""", "", 400, "23502")]
    [InlineData("orders", """{"tenant_id":"a","id":8,"total":-1}""", "", 400, "23514")]
    [InlineData("orders", """{"tenant_id":"a","id":8,"total":12345678901}""", "", 400, "22003")]
    [InlineData("orders", """{"tenant_id":"a","id":8,"total":"much"}""", "", 400, "22P02")]
    [InlineData("orders?on_conflict=total", """{"tenant_id":"a","id":8}""", "resolution=merge-duplicates", 400, "42P10")]
    [InlineData("orders", """[{"tenant_id":"a","id":8},{"tenant_id":"a","id":8}]""", "resolution=merge-duplicates", 400, "21000")]
    [InlineData("order_lines", """{"tenant_id":"a","order_id":99,"sku":"X","qty":1}""", "", 409, "23503")]
    public async Task Refuses_in_the_databases_words_and_writes_nothing(string path, string json, string prefer, int status, string code)
    {
        shop.Project.Insert("orders", """{"tenant_id":"a","id":7,"number":"N-7"}""");

        Shop.Told told = await shop.PostAsync(path, json, ("Prefer", prefer));

        ((int)told.Status).Should().Be(status);
        told.Code.Should().Be(code);
        shop.Project.Rows("orders").Should().ContainSingle();
        shop.Project.Rows("order_lines").Should().BeEmpty();
    }

    [Fact]
    public async Task Undoes_the_whole_request_when_its_last_row_is_refused()
    {
        shop.Project.Insert("orders", """[{"tenant_id":"a","id":1,"total":1},{"tenant_id":"a","id":2,"total":2}]""");

        Shop.Told told = await shop.PostAsync(
            "orders", """[{"tenant_id":"a","id":1,"total":5},{"tenant_id":"a","id":3,"total":5},{"tenant_id":"a","id":4,"total":-1}]""", Merge);

        told.Code.Should().Be("23514");
        shop.Project.Rows("orders", "order=id").Select(row => row.GetProperty("total").GetRawText()).Should().Equal("1.00", "2.00");
        (await shop.PostAsync("orders", """{"tenant_id":"a","id":3}""")).Status.Should().Be(HttpStatusCode.Created, "the key is free again");
    }

    [Fact]
    public async Task Changes_and_deletes_what_conditions_name_and_says_how_many()
    {
        shop.Project.Insert("orders", """[{"tenant_id":"a","id":1},{"tenant_id":"a","id":2},{"tenant_id":"b","id":1}]""");
        shop.Project.Insert("order_lines", """{"tenant_id":"a","order_id":1,"sku":"X","qty":1}""");

        Shop.Told changed = await shop.SendAsync(HttpMethod.Patch, "orders?tenant_id=eq.a&limit=1", """{"paid":true}""", ("Prefer", "count=exact"));
        Shop.Told deleted = await shop.SendAsync(HttpMethod.Delete, "orders?tenant_id=eq.a&id=eq.1", null, ("Prefer", "count=exact"));
        Shop.Told all = await shop.SendAsync(HttpMethod.Delete, "orders", null);

        (changed.Status, changed.Range).Should().Be((HttpStatusCode.NoContent, "0-1/2"), "a limit is ignored");
        (deleted.Status, deleted.Range).Should().Be((HttpStatusCode.NoContent, "*/1"));
        (all.Status, all.Code).Should().Be((HttpStatusCode.BadRequest, "21000"));
        shop.Project.Rows("orders").Should().HaveCount(2);
        shop.Project.Rows("order_lines").Should().BeEmpty("they go with their order");
    }

    [Fact]
    public async Task Holds_a_change_to_the_most_rows_that_it_may_reach()
    {
        shop.Project.Insert("orders", """[{"tenant_id":"a","id":1},{"tenant_id":"a","id":2}]""");

        Shop.Told told = await shop.SendAsync(HttpMethod.Patch, "orders?tenant_id=eq.a", """{"paid":true}""", ("Prefer", "handling=strict, max-affected=1"));

        told.Code.Should().Be("PGRST124");
        shop.Project.Rows("orders", "paid=is.true").Should().BeEmpty();
    }

    [Fact]
    public async Task Names_the_new_row_when_only_headers_are_asked_for()
    {
        Shop.Told told = await shop.PostAsync("orders", """{"tenant_id":"a","id":1}""", ("Prefer", "return=headers-only"));

        told.Headers["Location"].Should().Be("/orders?tenant_id=eq.a&id=eq.1");
        told.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Runs_functions_in_one_transaction()
    {
        shop.Project.AddFunction("put", ["rows"], static (project, arguments) =>
        {
            foreach (JsonElement row in arguments.GetProperty("rows").EnumerateArray())
            {
                project.Upsert("orders", row.GetRawText());
            }

            return "2";
        });

        Shop.Told good = await shop.PostAsync("rpc/put", """{"rows":[{"tenant_id":"a","id":1},{"tenant_id":"a","id":2}]}""");
        Shop.Told bad = await shop.PostAsync("rpc/put", """{"rows":[{"tenant_id":"a","id":3},{"tenant_id":"a","id":4,"total":-1}]}""");

        good.Body.Should().Be("2");
        bad.Code.Should().Be("23514");
        shop.Project.Rows("orders").Should().HaveCount(2);
        (await shop.PostAsync("rpc/put", """{"others":[]}""")).Code.Should().Be("PGRST202");
    }

    [Fact]
    public void Shows_a_transactions_rows_when_it_commits_with_the_time_at_which_it_began()
    {
        Testing.Supabase.SimulatedTransaction open = shop.Project.Begin();
        open.Insert("orders", """{"tenant_id":"a","id":1}""");
        shop.Clock.Advance(TimeSpan.FromMinutes(5));
        shop.Project.Insert("orders", """{"tenant_id":"a","id":2}""");
        shop.Project.Rows("orders").Should().ContainSingle();

        open.Commit();

        shop.Project.Rows("orders", "order=updated_at").Select(row => row.GetProperty("updated_at").GetString())
            .Should().Equal("2026-01-01T12:00:00+00:00", "2026-01-01T12:05:00+00:00");
    }

    [Fact]
    public void Says_why_the_database_refuses_a_test()
    {
        shop.Project.Invoking(project => project.Insert("orders", """{"tenant_id":"a"}""")).Should().Throw<InvalidOperationException>().WithMessage("23502*");
        shop.Project.Invoking(project => project.Apply("create table x (a money)")).Should().Throw<FormatException>().WithMessage("*money*");
    }
}
