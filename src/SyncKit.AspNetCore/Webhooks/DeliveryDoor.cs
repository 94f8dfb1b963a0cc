using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.AspNetCore.Limits;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Webhooks;

/// <summary>Takes deliveries from HTTP: limits, reads, verifies, makes durable, answers. An answer has no body and says no more than its status.</summary>
internal sealed partial class DeliveryDoor
{
    private static readonly TimeSpan StorageWait = TimeSpan.FromSeconds(10);

    private readonly WebhookEndpoints endpoints;
    private readonly WebhookReceiver receiver;
    private readonly AppWebhookReceiver appReceiver;
    private readonly IServiceProvider services;
    private readonly SyncKitEndpointOptions options;
    private readonly TokenBuckets deliveries;
    private readonly TokenBuckets forgeries;
    private readonly TimeProvider time;
    private readonly ILogger<DeliveryDoor> logger;

    public DeliveryDoor(IServiceProvider services, SyncKitEndpointOptions options)
    {
        this.services = services;
        this.options = options;
        endpoints = services.GetRequiredService<WebhookEndpoints>();
        receiver = services.GetRequiredService<WebhookReceiver>();
        appReceiver = services.GetRequiredService<AppWebhookReceiver>();
        time = services.GetRequiredService<TimeProvider>();
        logger = services.GetRequiredService<ILogger<DeliveryDoor>>();
        deliveries = new TokenBuckets(options.WebhooksPerSecond, options.WebhookBurst, time);
        forgeries = new TokenBuckets(options.ForgeriesPerMinute / 60d, options.ForgeriesPerMinute, time);
    }

    /// <summary>Takes what is for one connection.</summary>
    public Task ReceiveAsync(HttpContext context) => GuardAsync(context, async cancellationToken =>
    {
        string id = RouteValue(context, "endpoint");
        if (!DeliveryType.IsTaken(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        WebhookEndpoint? endpoint = await endpoints.FindAsync(id, cancellationToken).ConfigureAwait(false);
        await TakeAsync(
            context,
            endpoint?.Id,
            delivery => endpoint is null
                ? receiver.ReceiveAsync(id, delivery, cancellationToken)
                : receiver.ReceiveAsync(endpoint.Connection, delivery, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Takes what is for all accounts of the host's app.</summary>
    public Task ReceiveForAppAsync(HttpContext context) => GuardAsync(context, async cancellationToken =>
    {
        string connector = RouteValue(context, "connector");
        if (!DeliveryType.IsTakenForApp(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        bool isKnown = services.GetKeyedService<IAppWebhookReader>(connector) is not null;
        await TakeAsync(
            context,
            isKnown ? $"app/{connector}" : null,
            delivery => appReceiver.ReceiveAsync(connector, delivery, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    });

    /// <param name="context">The request.</param>
    /// <param name="address">The webhook address; <see langword="null"/> when it leads nowhere: all of these count as one.</param>
    /// <param name="receive">Takes the delivery in.</param>
    /// <param name="cancellationToken">Ends when the client goes away.</param>
    private async Task TakeAsync(
        HttpContext context, string? address, Func<WebhookDelivery, Task<WebhookVerdict>> receive, CancellationToken cancellationToken)
    {
        string forger = $"{RemoteAddress.Of(context)} {address}";
        if (forgeries.Look(forger) is { } pause)
        {
            Refusal.TooMany(context.Response, pause);
            return;
        }

        if (address is not null && deliveries.Take(address) is { } wait)
        {
            Refusal.TooMany(context.Response, wait);
            return;
        }

        byte[]? body = await DeliveryBody.ReadAsync(context.Request, options.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        WebhookVerdict verdict = await receive(new WebhookDelivery(HeadersOf(context.Request), body, time.GetUtcNow())).ConfigureAwait(false);
        if (verdict == WebhookVerdict.Forged)
        {
            forgeries.Take(forger);
        }

        context.Response.StatusCode = StatusOf(verdict);
    }

    private async Task GuardAsync(HttpContext context, Func<CancellationToken, Task> take)
    {
        try
        {
            await take(context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (BadHttpRequestException broken)
        {
            context.Response.StatusCode = broken.StatusCode;
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
            // As above: the client went away while it sent the body.
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Never 200 before it is durable. Who delivers tries again, or polling finds the change.
            LogNotTaken(fault);
            Refusal.Later(context.Response, StatusCodes.Status503ServiceUnavailable, StorageWait);
        }
    }

    private static int StatusOf(WebhookVerdict verdict) => verdict switch
    {
        WebhookVerdict.Accepted or WebhookVerdict.Ignored or WebhookVerdict.Repeated => StatusCodes.Status200OK,
        WebhookVerdict.Malformed => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status401Unauthorized,
    };

    private static string RouteValue(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? string.Empty;

    private static Dictionary<string, string> HeadersOf(HttpRequest request)
    {
        Dictionary<string, string> headers = new(request.Headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in request.Headers)
        {
            headers[name] = value.ToString();
        }

        return headers;
    }

    [LoggerMessage(1001, LogLevel.Error, "A webhook delivery could not be taken in and was answered with 503.")]
    private partial void LogNotTaken(Exception exception);
}
