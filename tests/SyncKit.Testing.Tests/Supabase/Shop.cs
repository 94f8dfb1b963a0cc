using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Testing.Supabase;

namespace SyncKit.Testing.Tests.Supabase;

/// <summary>A project with a few tables, spoken with over HTTP.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Sql = """
        create table orders (
            tenant_id text not null,
            id bigint not null,
            number text,
            total numeric(12,2) not null default 0 check (total >= 0),
            paid boolean not null default false,
            placed_on date,
            details jsonb,
            created_at timestamptz not null default now(),
            updated_at timestamptz not null default now(),
            primary key (tenant_id, id),
            constraint orders_number_key unique (number)
        );
        create table order_lines (
            id uuid primary key default gen_random_uuid(),
            tenant_id text not null,
            order_id bigint not null,
            sku text not null,
            qty numeric not null,
            foreign key (tenant_id, order_id) references orders (tenant_id, id) on delete cascade
        );
        create function touch() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
        create trigger orders_touch before update on orders for each row execute function touch();
        """;

    private readonly HttpClient http = new();

    private Shop(SupabaseSimulator simulator, FakeTimeProvider clock)
    {
        Simulator = simulator;
        Clock = clock;
        Project = simulator.AddProject(Sql);
        Key = Project.SecretKey;
    }

    public SupabaseSimulator Simulator { get; }

    public SimulatedProject Project { get; }

    public FakeTimeProvider Clock { get; }

    public string? Key { get; set; }

    public string? Bearer { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Shop> OpenAsync()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        return new Shop(await SupabaseSimulator.StartAsync(new SupabaseSimulatorOptions { Time = clock }, Cancellation), clock);
    }

    public Task<Told> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Told> PostAsync(string path, string json, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, json, headers);

    public async Task<Told> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri($"{Project.Url}/rest/v1/{path}"));
        if (Key is not null)
        {
            request.Headers.TryAddWithoutValidation("apikey", Key);
        }

        if (Bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.SendAsync(request, Cancellation);
        return new Told(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(Cancellation),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Simulator.DisposeAsync();
    }

    /// <summary>An answer.</summary>
    internal sealed record Told(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public string Code => JsonElement.Parse(Body).TryGetProperty("code", out JsonElement code) ? code.GetString()! : string.Empty;

        public string Range => Headers.GetValueOrDefault("Content-Range", string.Empty);
    }
}
