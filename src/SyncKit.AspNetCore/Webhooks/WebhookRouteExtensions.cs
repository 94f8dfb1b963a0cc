using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.AspNetCore.Limits;
using SyncKit.AspNetCore.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit;

/// <summary>Maps the addresses at which webhooks arrive.</summary>
public static class WebhookRouteExtensions
{
    private static readonly string[] Post = [HttpMethods.Post];

    /// <summary>
    /// Maps <c>POST {prefix}/{endpoint}</c>, where each connection's deliveries arrive, and <c>POST {prefix}/app/{connector}</c> for systems that deliver to one address
    /// for all accounts of an app. Whoever knocks is known by the signature alone, so no authentication is asked for. Answers 200 once a delivery is
    /// durable, 401 for a forged one or an unknown address, 400, 413, 415, 429 and 503, all without a body.
    /// </summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">What the addresses begin with.</param>
    /// <returns>The builder of both endpoints.</returns>
    /// <exception cref="InvalidOperationException">AddSyncKit was not called, or an option of <see cref="AspNetCore.SyncKitEndpointOptions"/> cannot work.</exception>
    public static IEndpointConventionBuilder MapSyncKitWebhooks(this IEndpointRouteBuilder endpoints, string prefix = "/webhooks")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (endpoints.ServiceProvider.GetService<WebhookReceiver>() is null)
        {
            throw new InvalidOperationException("MapSyncKitWebhooks has nothing to map: call builder.Services.AddSyncKit() before the app is built.");
        }

        DeliveryDoor door = new(endpoints.ServiceProvider, SyncKitLimitExtensions.OptionsOf(endpoints.ServiceProvider));
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.AllowAnonymous();
        group.ExcludeFromDescription();
        group.MapMethods("{endpoint}", Post, (RequestDelegate)door.ReceiveAsync);
        group.MapMethods("app/{connector}", Post, (RequestDelegate)door.ReceiveForAppAsync);
        return group;
    }
}
