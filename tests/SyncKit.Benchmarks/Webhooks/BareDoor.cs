using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Benchmarks.Engine;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>The floor: bare endpoints that check the signature, one of which keeps the body in bare SQLite before it answers.</summary>
internal sealed class BareDoor : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly BareSqlite store;
    private readonly Lock gate = new();
    private long last;

    private BareDoor(WebApplication app, BareSqlite store)
    {
        this.app = app;
        this.store = store;
    }

    public Uri Verified => new(AddressOf(app), "verified");

    public Uri Stored => new(AddressOf(app), "stored");

    public static async Task<BareDoor> StartAsync(string file)
    {
        WebApplication app = Build();
        BareDoor door = new(app, new BareSqlite(file));
        app.MapPost("/verified", (RequestDelegate)(context => door.TakeAsync(context, stores: false)));
        app.MapPost("/stored", (RequestDelegate)(context => door.TakeAsync(context, stores: true)));
        await app.StartAsync();
        return door;
    }

    public static WebApplication Build(Action<IServiceCollection>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        store.Dispose();
    }

    private async Task TakeAsync(HttpContext context, bool stores)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        byte[] bytes = body.ToArray();
        if (SignedOrders.Sign(bytes) != context.Request.Headers["X-WC-Webhook-Signature"])
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (stores)
        {
            lock (gate)
            {
                store.Insert([(++last, bytes)]);
            }
        }
    }
}
