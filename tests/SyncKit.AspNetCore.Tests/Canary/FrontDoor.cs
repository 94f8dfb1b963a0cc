using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A server before a simulator, or before nothing, that answers itself when a test says so.</summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Transfer-Encoding", "Connection", "Date", "Server", "Content-Length"];

    private readonly WebApplication app;
    private readonly Uri? behind;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });

    private FrontDoor(WebApplication app, Uri? behind)
    {
        this.app = app;
        this.behind = behind;
    }

    public Uri Address => new(app.Urls.Single() + "/");

    /// <summary>Answers in place of the simulator, unless it gives nothing.</summary>
    public Func<Seen, Reply?> Answer { get; set; } = static _ => null;

    public ConcurrentQueue<Seen> Requests { get; } = [];

    /// <summary>What it answered itself, which is to hold secrets: otherwise nobody could have repeated them.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    public static async Task<FrontDoor> StartAsync(Uri? behind)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        WebApplication app = builder.Build();
        FrontDoor door = new(app, behind);
        app.Run(door.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        Seen seen = new(
            context.Request.Method,
            context.Request.Path.ToUriComponent(),
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.Authorization.ToString(),
            context.Request.Headers.Where(static header => header.Key != "Authorization").ToDictionary(static header => header.Key, static header => header.Value.ToString()),
            await reader.ReadToEndAsync(context.RequestAborted));
        Requests.Enqueue(seen);
        Reply? own = Answer(seen);
        if (own is null && behind is not null)
        {
            try
            {
                await ForwardAsync(context, seen, new Uri(behind, seen.Path.TrimStart('/') + seen.Query));
            }
            catch (HttpRequestException)
            {
                // Whoever is behind has broken off, and so does this.
                context.Abort();
            }

            return;
        }

        own ??= new Reply(404, "text/plain", "Nothing here.");
        Said.Enqueue(own.Body);
        context.Response.StatusCode = own.Status;
        context.Response.ContentType = own.Type;
        if (own.Location is not null)
        {
            context.Response.Headers.Location = own.Location;
        }

        await context.Response.WriteAsync(own.Body, context.RequestAborted);
    }

    private async Task ForwardAsync(HttpContext context, Seen seen, Uri target)
    {
        using HttpRequestMessage request = new(new HttpMethod(seen.Method), target);
        if (seen.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(seen.Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Request.Headers)
        {
            if (!name.StartsWith("Content-", StringComparison.Ordinal) && name is not ("Host" or "Connection" or "Transfer-Encoding" or "Accept-Encoding"))
            {
                request.Headers.TryAddWithoutValidation(name, value.ToString());
            }
        }

        using HttpResponseMessage response = await client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!HopByHop.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
