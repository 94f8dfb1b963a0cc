using System.Text;
using System.Text.Json;
using SyncKit.Servers;
using SyncKit.Testing.Supabase;

namespace SyncKit.Testing.Tests.Supabase;

/// <summary>Holds the simulator against a real server, wherever that one is known to do what PostgREST documents.</summary>
public sealed class AgreementTests(SupabaseLiteFixture fixture)
{
    private static readonly (string Method, string Path, string? Body, string Prefer)[] Calls =
    [
        ("POST", "orders", """[{"tenant_id":"a","id":1,"number":"A-1","details":{"k":"v","n":[1]}},{"tenant_id":"a","id":2,"number":null,"details":null}]""", "return=minimal"),
        ("POST", "orders?select=id,number,paid", """{"tenant_id":"a","id":3,"number":"A, (3)"}""", "return=representation"),
        ("POST", "orders", """{"tenant_id":"a","id":4}""", "return=headers-only"),
        ("GET", "orders?select=id,number&order=id", null, ""),
        ("GET", "orders?select=id&order=id.desc&limit=2", null, "count=exact"),
        ("GET", "orders?select=id&order=id&limit=2&offset=1", null, ""),
        ("GET", "orders?select=id&order=id&offset=99", null, "count=exact"),
        ("HEAD", "orders?select=id", null, "count=exact"),
        ("GET", "orders?select=id&number=is.null&order=id", null, ""),
        ("GET", "orders?select=id&number=not.is.null&order=id", null, ""),
        ("GET", "orders?select=id&number=in.(%22A, (3)%22,A-1)&order=id", null, ""),
        ("GET", "orders?select=id&or=(id.eq.1,and(id.gt.2,number.is.null))&order=id", null, ""),
        ("GET", "orders?select=id&not.or=(id.eq.1,id.eq.2)&order=id", null, ""),
        ("GET", "orders?select=id&id=gt.1&id=lt.4&order=id", null, ""),
        ("GET", "orders?select=id&number=like.A*&order=id", null, ""),
        ("GET", "orders?select=id&details->>k=eq.v", null, ""),
        ("GET", "orders?select=key:id,v:details->>k&id=eq.1", null, ""),
        ("GET", "orders?select=id::text&id=eq.1", null, ""),
        ("GET", "orders?select=nothing", null, ""),
        ("GET", "orders?nothing=eq.1", null, ""),
        ("GET", "orders?id=eq.x", null, ""),
        ("GET", "nothing", null, ""),
        ("POST", "rpc/nothing", "{}", ""),
        ("POST", "orders", """[{"tenant_id":"a","id":5},{"tenant_id":"a"}]""", ""),
        ("POST", "orders", """{"tenant_id":"a","id":5,"nothing":1}""", ""),
        ("POST", "orders", """{"tenant_id":"a","id":1}""", ""),
        ("POST", "orders", """{"tenant_id":"a","id":null}""", ""),
        ("POST", "orders", """{"tenant_id":"a","id":5,"total":"much"}""", ""),
        ("POST", "orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":1,"number":"B-1"},{"tenant_id":"a","id":5,"number":"B-5"}]""", "resolution=merge-duplicates,return=minimal"),
        ("POST", "orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":1,"number":"C-1"}]""", "resolution=merge-duplicates,return=minimal"),
        ("POST", "orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":1,"number":"D-1"}]""", "resolution=ignore-duplicates,return=minimal"),
        ("POST", "orders?on_conflict=paid", """[{"tenant_id":"a","id":9}]""", "resolution=merge-duplicates"),
        ("POST", "orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":9},{"tenant_id":"a","id":9}]""", "resolution=merge-duplicates"),
        ("POST", "orders?on_conflict=tenant_id,id", """[{"tenant_id":"a","id":9,"number":"B-5"}]""", "resolution=merge-duplicates"),
        ("POST", "orders?columns=tenant_id,id,number", """[{"tenant_id":"a","id":10,"surplus":1}]""", "return=minimal"),
        ("POST", "order_lines", """{"tenant_id":"a","order_id":99,"sku":"X","qty":1}""", ""),
        ("POST", "order_lines?columns=tenant_id,order_id,sku,qty", """[{"tenant_id":"a","order_id":1,"sku":"X","qty":1},{"tenant_id":"a","order_id":1,"sku":"Y","qty":2}]""", "return=minimal"),
        ("GET", "orders?select=id,order_lines(sku)&order_lines.order=sku&id=in.(1,2)&order=id", null, ""),
        ("GET", "order_lines?select=sku,orders(number)&order=sku", null, ""),
        ("PATCH", "orders?id=eq.2", """{"number":"E-2"}""", "return=minimal"),
        ("PATCH", "orders?id=eq.2&select=id,number", """{"number":"F-2"}""", "return=representation"),
        ("PATCH", "orders?id=eq.2", """{"nothing":1}""", ""),
        ("DELETE", "orders?id=eq.1", null, "count=exact"),
        ("GET", "order_lines?select=sku", null, ""),
        ("GET", "orders?select=id,number&order=id", null, ""),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_as_a_real_server_does()
    {
        await using SupabaseLiteServer server = await fixture.StartAsync(Shop.Sql);
        await using SupabaseSimulator simulator = await SupabaseSimulator.StartAsync(cancellationToken: Cancellation);
        SimulatedProject project = simulator.AddProject(Shop.Sql);
        List<string> real = [];
        List<string> simulated = [];

        foreach ((string method, string path, string? body, string prefer) in Calls)
        {
            real.Add($"{method} {path} {await SayAsync(server.Url, SupabaseLiteServer.SecretKey, method, path, body, prefer)}");
            simulated.Add($"{method} {path} {await SayAsync(project.Url.ToString(), project.SecretKey, method, path, body, prefer)}");
        }

        string.Join('\n', simulated).Should().Be(string.Join('\n', real));
    }

    /// <summary>What an answer says: the status, the range, and the rows or the error's code.</summary>
    private static async Task<string> SayAsync(string url, string key, string method, string path, string? body, string prefer)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(new HttpMethod(method), $"{url.TrimEnd('/')}/rest/v1/{path}");
        request.Headers.TryAddWithoutValidation("apikey", key);
        if (prefer.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Prefer", prefer);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.SendAsync(request, Cancellation);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        string range = response.IsSuccessStatusCode && response.Content.Headers.TryGetValues("Content-Range", out IEnumerable<string>? ranges) ? ranges.Single() : string.Empty;
        string said = text.Length == 0 ? string.Empty
            : response.IsSuccessStatusCode ? JsonSerializer.Serialize(JsonElement.Parse(text))
            : JsonElement.Parse(text).GetProperty("code").GetString()!;
        return $"{(int)response.StatusCode} {range} {said}";
    }
}
