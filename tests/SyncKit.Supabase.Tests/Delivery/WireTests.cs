using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Intents;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Tests.Project;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.Supabase.Tests.Delivery;

/// <summary>Writes over the wire, to a server that answers what a test says.</summary>
public sealed class WireTests : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();

    [Fact]
    public async Task Rows_go_out_with_the_key_the_schema_and_the_preference_for_upserts()
    {
        Answer(request => Stored(request));

        WriteAnswer answer = await SendAsync([1, 2]);

        answer.Failure.Should().BeNull();
        answer.Targets.Select(target => (target.Written!.Id, target.Written.Total)).Should().Equal(("shop/main/1", 22.61m), ("shop/main/2", 22.61m));
        IRequestMessage call = server.LogEntries.First().RequestMessage!;
        call.Headers!["apikey"].Should().Equal("sb_secret_x");
        call.Headers["Prefer"].Should().Equal("resolution=merge-duplicates,return=representation");
        call.Headers["Content-Profile"].Should().Equal("public");
        call.Headers["Content-Type"].Should().Equal("application/json");
        call.Headers.Should().NotContainKey("Authorization");
        server.LogEntries.Last().RequestMessage!.Headers!["Prefer"].Should().Equal("resolution=merge-duplicates,return=minimal");
    }

    [Fact]
    public async Task A_users_token_is_the_bearer_beside_the_browsers_key()
    {
        Answer(request => Stored(request));

        await SendAsync([1], CredentialSet.Of(("api_key", "sb_publishable_x"), ("access_token", "a.b.c")));

        server.LogEntries.First().RequestMessage!.Headers!["Authorization"].Should().Equal("Bearer a.b.c");
        server.LogEntries.First().RequestMessage!.Headers!["apikey"].Should().Equal("sb_publishable_x");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    public async Task A_request_that_a_row_spoils_is_divided_until_that_row_stands_alone(int bad)
    {
        Answer(request => request.Body!.Contains($"\"A-{bad}\"", StringComparison.Ordinal)
            ? Error(400, "22P02", "invalid input syntax for type numeric")
            : Stored(request));

        WriteAnswer answer = await SendAsync(Enumerable.Range(1, 16));

        answer.Failure.Should().BeNull();
        TargetAnswer refused = answer.Targets.Single(target => target.Failure is not null);
        (refused.Failure!.Kind, refused.Failure.Code).Should().Be((FailureKind.Permanent, "supabase.value"));
        refused.Failure.Message.Should().Contain($"order {bad} ").And.Contain("synckit_orders");
        answer.Targets.Count(target => target.Written is not null).Should().Be(15);
        server.LogEntries.Count(entry => entry.RequestMessage!.Path.EndsWith("/synckit_orders", StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(9);
        server.LogEntries.Where(entry => entry.RequestMessage!.Path.EndsWith("lines", StringComparison.Ordinal)).Should().OnlyContain(
            entry => !(entry.RequestMessage!.Body ?? "").Contains($"\"order_id\":\"{bad}\"", StringComparison.Ordinal), "nothing of an order goes out once its row is refused");
    }

    [Fact]
    public async Task A_server_that_fails_every_part_is_not_asked_for_ever()
    {
        Answer(_ => Error(500, "XX000", "internal error"));

        WriteAnswer answer = await SendAsync(Enumerable.Range(1, 200));

        answer.Failure!.Kind.Should().Be(FailureKind.Transient);
        server.LogEntries.Count.Should().BeLessThan(80);
    }

    [Theory]
    [InlineData(401, """{"message":"Invalid API key"}""", FailureKind.NeedsAttention, "supabase.key-rejected")]
    [InlineData(401, """{"code":"PGRST303","message":"JWT expired"}""", FailureKind.NeedsAttention, "supabase.key-rejected")]
    [InlineData(403, """{"code":"42501","message":"permission denied for table synckit_orders"}""", FailureKind.NeedsAttention, "supabase.permission")]
    [InlineData(404, """{"code":"PGRST205","message":"Could not find the table 'public.synckit_orders' in the schema cache"}""", FailureKind.NeedsAttention, "supabase.tables-changed")]
    [InlineData(400, """{"code":"PGRST204","message":"Could not find the 'net_total' column"}""", FailureKind.NeedsAttention, "supabase.tables-changed")]
    [InlineData(400, """{"code":"42P10","message":"there is no unique or exclusion constraint"}""", FailureKind.NeedsAttention, "supabase.no-unique-key")]
    [InlineData(406, """{"code":"PGRST106","message":"Invalid schema"}""", FailureKind.NeedsAttention, "supabase.schema")]
    [InlineData(405, """{"code":"25006","message":"cannot execute INSERT in a read-only transaction"}""", FailureKind.NeedsAttention, "supabase.read-only")]
    [InlineData(540, """{"message":"Project paused"}""", FailureKind.NeedsAttention, "supabase.paused")]
    [InlineData(500, """{"code":"40P01","message":"deadlock detected"}""", FailureKind.Transient, "supabase.conflict")]
    [InlineData(500, """{"code":"40001","message":"could not serialize access"}""", FailureKind.Transient, "supabase.conflict")]
    [InlineData(500, """{"code":"SUP","message":"PostgresError: deadlock detected"}""", FailureKind.Transient, "supabase.conflict")]
    [InlineData(503, """{"code":"53300","message":"sorry, too many clients already"}""", FailureKind.Transient, "supabase.exhausted")]
    [InlineData(503, """{"code":"57P01","message":"terminating connection"}""", FailureKind.Transient, "supabase.database-away")]
    [InlineData(503, """{"code":"PGRST002","message":"Could not query the database for the schema cache"}""", FailureKind.Transient, "supabase.database-away")]
    [InlineData(504, """{"code":"PGRST003","message":"Timed out acquiring connection"}""", FailureKind.Transient, "supabase.database-away")]
    [InlineData(500, """{"code":"SUP","message":"Error: connect ECONNREFUSED 127.0.0.1:5432"}""", FailureKind.Transient, "supabase.database-away")]
    [InlineData(429, """{"message":"Too many requests"}""", FailureKind.RateLimited, "supabase.rate-limited")]
    [InlineData(502, "<html><title>502 Bad Gateway</title></html>", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(504, "<html>Gateway time-out</html>", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(500, "", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(201, "", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(201, "{}", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(200, "<html>Welcome</html>", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(201, "[{\"order_id\":\"1\"", FailureKind.Uncertain, "supabase.unanswered")]
    [InlineData(201, "[{\"order_id\":]", FailureKind.Uncertain, "supabase.unanswered")]
    public async Task What_is_no_success_is_told_for_the_whole_call(int status, string body, FailureKind kind, string code)
    {
        Answer(_ => (status, body));

        WriteAnswer answer = await SendAsync([1, 2]);

        (answer.Failure!.Kind, answer.Failure.Code).Should().Be((kind, code), answer.Failure.Message);
        answer.Failure.Message.Should().NotContain("sb_secret_x");
    }

    [Theory]
    [InlineData(409, "23505", "duplicate key value violates unique constraint \"x\"", "supabase.duplicate", FailureKind.Permanent)]
    [InlineData(409, "23503", "violates foreign key constraint", "supabase.reference", FailureKind.Permanent)]
    [InlineData(400, "23502", "null value in column \"x\"", "supabase.required", FailureKind.Permanent)]
    [InlineData(400, "23514", "violates check constraint", "supabase.rule", FailureKind.Permanent)]
    [InlineData(400, "22003", "numeric field overflow", "supabase.value", FailureKind.Permanent)]
    [InlineData(400, "P0001", "no", "supabase.raised", FailureKind.Permanent)]
    [InlineData(418, "PT418", "no", "supabase.raised", FailureKind.Permanent)]
    [InlineData(500, "54000", "index row size exceeds", "supabase.too-large", FailureKind.Permanent)]
    [InlineData(500, "57014", "canceling statement due to statement timeout", "supabase.timeout", FailureKind.Transient)]
    [InlineData(500, "SUP", "PostgresError: new row violates check constraint \"x\"", "supabase.rule", FailureKind.Permanent)]
    [InlineData(500, "SUP", "PostgresError: something else", "supabase.server-error", FailureKind.Transient)]
    [InlineData(413, "", "", "supabase.too-large", FailureKind.Permanent)]
    public async Task What_may_lie_in_a_row_is_told_of_the_row(int status, string code, string message, string expected, FailureKind kind)
    {
        Answer(request => request.Body!.Contains("\"A-2\"", StringComparison.Ordinal)
            ? (status, code.Length == 0 ? "{}" : JsonSerializer.Serialize(new { code, message, details = "Failing row contains (nora@example.test)", hint = (string?)null }))
            : Stored(request));

        WriteAnswer answer = await SendAsync([1, 2, 3]);

        TargetAnswer refused = answer.Targets.Single(target => target.Failure is not null);
        (refused.TargetId, refused.Failure!.Code, refused.Failure.Kind).Should().Be(("1", expected, kind), refused.Failure.Message);
        refused.Failure.Message.Should().NotContain("nora@");
        answer.Targets.Count(target => target.Written is not null).Should().Be(2);
    }

    [Fact]
    public async Task A_wait_that_the_project_asks_for_is_passed_on()
    {
        server.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(429).WithHeader("Retry-After", "77").WithBody("{}"));

        WriteAnswer answer = await SendAsync([1]);

        answer.Failure!.RetryAfter.Should().Be(TimeSpan.FromSeconds(77));
    }

    [Fact]
    public async Task A_repeated_attempt_sends_the_same_bytes()
    {
        int attempts = 0;
        Answer(request => ++attempts == 1 ? (503, "{}") : Stored(request));

        WriteAnswer answer = await SendAsync([1], retries: 1);

        answer.Failure.Should().BeNull();
        string?[] bodies = [.. server.LogEntries.Take(2).Select(entry => entry.RequestMessage!.Body)];
        bodies[0].Should().NotBeNullOrEmpty().And.Be(bodies[1]);
    }

    [Fact]
    public async Task What_came_out_otherwise_is_answered_as_it_is()
    {
        Answer(request => request.Path.EndsWith("/synckit_orders", StringComparison.Ordinal)
            ? (201, """[{"order_id":"1","net_total":"22.61","net_tax":3.11},{"order_id":2,"net_total":23,"net_tax":3}]""")
            : (201, ""));

        WriteAnswer answer = await SendAsync([1, 2]);

        answer.Targets.Select(target => (target.Written!.Total, target.Written.Tax)).Should().Equal((22.61m, 3.11m), (23m, 3m));
    }

    [Fact]
    public async Task A_lost_answer_is_uncertain_and_a_resend_is_the_same_bytes()
    {
        Desk desk = new(url: server.Url!);
        Intent intent = desk.Plan(desk.Write(Sales.Order(1))).Single();
        await using ServiceProvider services = Services(Key);
        IDestination destination = services.GetRequiredKeyedService<IDestination>("supabase");
        server.Given(Request.Create()).RespondWith(Response.Create().WithFault(FaultType.EMPTY_RESPONSE));
        WriteAnswer broken = await destination.SendAsync(desk.Connection, intent, TestContext.Current.CancellationToken);
        server.ResetLogEntries();
        Answer(_ => (502, "<html>Bad gateway</html>"));
        WriteAnswer lost = await destination.SendAsync(desk.Connection, intent, TestContext.Current.CancellationToken);
        string sent = Assert.Single(server.LogEntries).RequestMessage!.Body!;
        server.ResetLogEntries();
        Answer(request => Stored(request));
        WriteAnswer again = await destination.SendAsync(desk.Connection, intent, TestContext.Current.CancellationToken);

        broken.Failure!.Kind.Should().Be(FailureKind.Uncertain);
        lost.Failure!.Kind.Should().Be(FailureKind.Uncertain);
        again.Targets.Should().ContainSingle().Which.Written.Should().NotBeNull();
        server.LogEntries.First().RequestMessage!.Body.Should().Be(sent);
    }

    public void Dispose()
    {
        server.Stop();
        server.Dispose();
    }

    private static CredentialSet Key => CredentialSet.Of(("api_key", "sb_secret_x"));

    private static (int, string) Error(int status, string code, string message) => (status, JsonSerializer.Serialize(new { code, message }));

    /// <summary>What a table answers: the totals that were sent, where they are asked for.</summary>
    private static (int Status, string Body) Stored(IRequestMessage request)
    {
        if (!request.Url.Contains("select=", StringComparison.Ordinal))
        {
            return (request.Method == "POST" ? 201 : 204, "");
        }

        using JsonDocument rows = JsonDocument.Parse(request.Body!);
        return (201, $"[{string.Join(',', rows.RootElement.EnumerateArray().Select(row =>
            $$"""{"order_id":{{row.GetProperty("order_id").GetRawText()}},"net_total":{{row.GetProperty("net_total").GetRawText()}},"net_tax":{{row.GetProperty("net_tax").GetRawText()}}}"""))}]");
    }

    private static ServiceProvider Services(CredentialSet secrets, int retries = 0)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<ICredentialStore>(new ProjectCredentials(secrets));
        ConnectedProject.NewBuilder(services).AddSupabase(options => options.AllowPrivateAddresses = true);
        services.Configure<HttpResilienceOptions>(ProjectClient.HttpClientName, http =>
        {
            http.MaxRetries = retries;
            http.BackOff = TimeSpan.FromMilliseconds(1);
            http.Breaker.MinimumAttempts = 10_000;
        });
        return services.BuildServiceProvider();
    }

    private void Answer(Func<IRequestMessage, (int Status, string Body)> answer)
    {
        server.ResetMappings();
        server.Given(Request.Create()).RespondWith(Response.Create().WithCallback(request =>
        {
            (int status, string body) = answer(request);
            return new ResponseMessage
            {
                StatusCode = status,
                Headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new("application/json") },
                BodyData = new WireMock.Util.BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = body },
            };
        }));
    }

    private async Task<WriteAnswer> SendAsync(IEnumerable<int> orders, CredentialSet? secrets = null, int retries = 0)
    {
        Desk desk = new(url: server.Url!);
        Intent intent = desk.Plan(orders.Select(id => desk.Write(Sales.Order(id)))).Should().ContainSingle().Subject;
        await using ServiceProvider services = Services(secrets ?? Key, retries);
        return await services.GetRequiredKeyedService<IDestination>("supabase").SendAsync(desk.Connection, intent, TestContext.Current.CancellationToken);
    }
}
