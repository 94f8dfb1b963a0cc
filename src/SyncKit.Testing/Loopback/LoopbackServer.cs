using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Testing.Faults;

namespace SyncKit.Testing.Loopback;

/// <summary>Real HTTP on a free loopback port around a function from request to response, with the planned faults put between.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const string HtmlPage = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser.</body></html>";

    private readonly WebApplication app;
    private readonly Func<SimulatedRequest, SimulatedResponse> answer;
    private readonly Func<int, SimulatedResponse> renderFailure;
    private readonly FaultPlan faults;
    private readonly TimeProvider time;

    private LoopbackServer(
        WebApplication app,
        Func<SimulatedRequest, SimulatedResponse> answer,
        Func<int, SimulatedResponse> renderFailure,
        FaultPlan faults,
        TimeProvider time)
    {
        this.app = app;
        this.answer = answer;
        this.renderFailure = renderFailure;
        this.faults = faults;
        this.time = time;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public static async Task<LoopbackServer> StartAsync(
        Func<SimulatedRequest, SimulatedResponse> answer,
        Func<int, SimulatedResponse> renderFailure,
        FaultPlan faults,
        TimeProvider time,
        CancellationToken cancellationToken,
        int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        WebApplication app = builder.Build();
        LoopbackServer server = new(app, answer, renderFailure, faults, time);
        app.Run(server.HandleAsync);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        string address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        server.Address = new Uri(address.TrimEnd('/') + "/");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync().ConfigureAwait(false);
        await app.StopAsync(now.Token).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context)
    {
        SimulatedRequest request = await ReadAsync(context).ConfigureAwait(false);
        Fault? fault = faults.Next(request);
        if (fault is { Kind: FaultKind.Delay })
        {
            await Task.Delay(fault.Wait, time, context.RequestAborted).ConfigureAwait(false);
        }

        switch (fault?.Kind)
        {
            case FaultKind.Drop:
                context.Abort();
                return;
            case FaultKind.Fail:
                await WriteAsync(context, Failure(fault)).ConfigureAwait(false);
                return;
        }

        SimulatedResponse response = answer(request);
        if (response.BeforeSending is { } first)
        {
            await first(context.RequestAborted).ConfigureAwait(false);
        }

        switch (fault?.Kind)
        {
            case FaultKind.CommitThenDrop:
                context.Abort();
                return;
            case FaultKind.CommitThenFail:
                await WriteAsync(context, Failure(fault)).ConfigureAwait(false);
                return;
            case FaultKind.Html:
                await WriteAsync(context, SimulatedResponse.Html(200, HtmlPage)).ConfigureAwait(false);
                return;
            case FaultKind.Truncate:
                await WriteHalfAsync(context, response).ConfigureAwait(false);
                return;
            default:
                await WriteAsync(context, response).ConfigureAwait(false);
                return;
        }
    }

    private SimulatedResponse Failure(Fault fault)
    {
        SimulatedResponse response = fault.Body is { } body
            ? new SimulatedResponse(fault.Status, Encoding.UTF8.GetBytes(body), fault.ContentType)
            : renderFailure(fault.Status);
        return fault.RetryAfter is { } wait
            ? response.With("Retry-After", ((long)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture))
            : response;
    }

    private async Task<SimulatedRequest> ReadAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var header in context.Request.Headers)
        {
            headers[header.Key] = header.Value.ToString();
        }

        return new SimulatedRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            context.Request.QueryString.Value ?? string.Empty,
            headers,
            body.ToArray(),
            time.GetUtcNow());
    }

    private static void Start(HttpContext context, SimulatedResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        foreach ((string name, string value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentLength = response.Status == 204 ? null : response.Body.Length;
    }

    private static async Task WriteAsync(HttpContext context, SimulatedResponse response)
    {
        Start(context, response);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task WriteHalfAsync(HttpContext context, SimulatedResponse response)
    {
        Start(context, response);
        await context.Response.Body.WriteAsync(response.Body[..(response.Body.Length / 2)], context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }
}
