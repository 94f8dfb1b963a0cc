using System.Net;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Supabase;

namespace SyncKit.Testing.Tests.Supabase;

public sealed class GatewayTests : IAsyncLifetime
{
    private Shop shop = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.OpenAsync();
        shop.Project.Insert("orders", """[{"tenant_id":"a","id":1},{"tenant_id":"b","id":2}]""");
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Refuses_keys_without_a_code()
    {
        shop.Key = null;
        Shop.Told none = await shop.GetAsync("orders");
        shop.Key = "sb_secret_of_another";
        Shop.Told other = await shop.GetAsync("orders");
        shop.Key = shop.Project.SecretKey;
        Shop.Told browser = await shop.GetAsync("orders", ("User-Agent", "Mozilla/5.0"));

        none.Body.Should().Be("""{"message":"No API key found in request","hint":"No `apikey` request header or url param was found."}""");
        other.Body.Should().StartWith("""{"message":"Invalid API key","hint":""");
        new[] { none.Status, other.Status, browser.Status }.Should().AllBeEquivalentTo(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Takes_both_kinds_of_secret_keys_until_they_are_rolled()
    {
        string former = shop.Project.SecretKey;
        (await shop.GetAsync("orders")).Status.Should().Be(HttpStatusCode.OK);
        shop.Key = shop.Bearer = shop.Project.ServiceRoleKey;
        (await shop.GetAsync("orders")).Status.Should().Be(HttpStatusCode.OK);

        shop.Project.RollSecretKey();
        shop.Project.TakesLegacyKeys = false;

        (await shop.GetAsync("orders")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (shop.Key, shop.Bearer) = (former, null);
        (await shop.GetAsync("orders")).Status.Should().Be(HttpStatusCode.Unauthorized);
        shop.Key = shop.Project.SecretKey;
        (await shop.GetAsync("orders")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lets_a_user_see_and_write_only_what_the_policy_lets_through()
    {
        shop.Project.Secure("orders", static (claims, row) =>
            claims.TryGetProperty("tenant", out var tenant) && tenant.GetString() == row.GetProperty("tenant_id").GetString());
        shop.Key = shop.Project.PublishableKey;
        Shop.Told anonymous = await shop.PostAsync("orders", """{"tenant_id":"a","id":3}""");
        shop.Bearer = shop.Project.SignToken("""{"role":"authenticated","tenant":"a","exp":2000000000}""");

        Shop.Told seen = await shop.GetAsync("orders?select=id");
        Shop.Told own = await shop.PostAsync("orders", """{"tenant_id":"a","id":3}""");
        Shop.Told foreign = await shop.PostAsync("orders", """{"tenant_id":"b","id":3}""");

        (anonymous.Status, anonymous.Code).Should().Be((HttpStatusCode.Unauthorized, "42501"));
        seen.Body.Should().Be("""[{"id":1}]""");
        own.Status.Should().Be(HttpStatusCode.Created);
        (foreign.Status, foreign.Code).Should().Be((HttpStatusCode.Forbidden, "42501"));
    }

    [Fact]
    public async Task Refuses_broken_expired_and_foreign_tokens()
    {
        shop.Key = shop.Project.PublishableKey;
        shop.Bearer = "no.token.atall";
        (await shop.GetAsync("orders")).Code.Should().Be("PGRST301");
        shop.Bearer = shop.Project.SignToken("""{"role":"authenticated","exp":1700000000}""");
        (await shop.GetAsync("orders")).Code.Should().Be("PGRST303");
        shop.Bearer = shop.Simulator.AddProject().SignToken("""{"role":"service_role"}""");
        Shop.Told foreign = await shop.GetAsync("orders");
        (foreign.Status, foreign.Code).Should().Be((HttpStatusCode.Unauthorized, "PGRST301"));
    }

    [Fact]
    public async Task Keeps_roles_from_tables_that_were_taken_from_them()
    {
        shop.Project.Revoke("orders", "service_role");

        Shop.Told told = await shop.GetAsync("orders");

        (told.Status, told.Code).Should().Be((HttpStatusCode.Forbidden, "42501"));
    }

    [Fact]
    public async Task Keeps_projects_apart()
    {
        SimulatedProject other = shop.Simulator.AddProject(Shop.Sql);

        other.Rows("orders").Should().BeEmpty();
        shop.Key = other.SecretKey;
        (await shop.GetAsync("orders")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    public static TheoryData<Fault, int, string> DatabaseFaults => new()
    {
        { SupabaseFault.Deadlock(), 500, "40P01" },
        { SupabaseFault.SerializationFailure(), 500, "40001" },
        { SupabaseFault.StatementTimeout(), 500, "57014" },
        { SupabaseFault.TooManyConnections(), 503, "53300" },
        { SupabaseFault.DatabaseAway(), 503, "PGRST000" },
        { SupabaseFault.SchemaCacheLoading(), 503, "PGRST002" },
        { SupabaseFault.PoolTimeout(), 504, "PGRST003" },
        { SupabaseFault.Database("P0001", "no"), 400, "P0001" },
        { SupabaseFault.Database("57P01", "terminating connection due to administrator command"), 503, "57P01" },
        { SupabaseFault.Database("PT409", "conflict"), 409, "PT409" },
    };

    [Theory]
    [MemberData(nameof(DatabaseFaults), DisableDiscoveryEnumeration = true)]
    public async Task Fails_as_planned_with_the_status_of_the_code(Fault fault, int status, string code)
    {
        shop.Simulator.Faults.OnCall(1, fault);

        Shop.Told told = await shop.PostAsync("orders", """{"tenant_id":"a","id":3}""");

        (((int)told.Status), told.Code).Should().Be((status, code));
        shop.Project.Rows("orders").Should().HaveCount(2, "nothing was done");
    }

    [Fact]
    public async Task Fails_as_planned_with_the_pages_of_the_edge()
    {
        shop.Simulator.Faults.OnCall(1, SupabaseFault.EdgePage(522, TimeSpan.FromSeconds(7))).OnCall(2, Fault.Throttle(TimeSpan.FromSeconds(3)));

        Shop.Told page = await shop.GetAsync("orders");
        Shop.Told throttled = await shop.GetAsync("orders");
        shop.Project.IsPaused = true;
        Shop.Told paused = await shop.GetAsync("orders");

        ((int)page.Status, page.Headers["Retry-After"], page.Headers["Content-Type"]).Should().Be((522, "7", "text/html; charset=utf-8"));
        ((int)throttled.Status, throttled.Headers["Retry-After"]).Should().Be((429, "3"));
        ((int)paused.Status).Should().Be(540);
    }

    [Fact]
    public async Task Does_the_work_and_loses_the_answer_when_planned()
    {
        shop.Simulator.Faults.OnCall(1, Fault.CommitThenDrop());

        await shop.Awaiting(it => it.PostAsync("orders", """{"tenant_id":"a","id":3}""")).Should().ThrowAsync<HttpRequestException>();

        shop.Project.Rows("orders").Should().HaveCount(3);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compresses_for_those_that_accept_it(string coding)
    {
        shop.Project.Compression = coding;

        Shop.Told plain = await shop.GetAsync("orders?select=id&order=id");
        Shop.Told packed = await shop.GetAsync("orders?select=id&order=id", ("Accept-Encoding", coding));

        plain.Body.Should().Be("""[{"id":1},{"id":2}]""");
        packed.Headers["Content-Encoding"].Should().Be(coding);
        packed.Body.Should().NotBe(plain.Body);
    }
}
