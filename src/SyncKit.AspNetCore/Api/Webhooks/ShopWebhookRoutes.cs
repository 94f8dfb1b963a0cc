using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>The webhooks that the shop has for this host.</summary>
internal static class ShopWebhookRoutes
{
    public static void Map(IEndpointRouteBuilder connection)
    {
        RouteGroupBuilder group = connection.MapGroup("/webhooks/in-shop").WithTags("Webhooks");
        group.AddEndpointFilter<RouteGroupBuilder, ConnectionGate>();
        group.MapGet("", ListAsync)
            .Does("listShopWebhooks", "Lists all webhooks that the shop has, those of others included.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable)
            .Gives<Page<ShopWebhookAnswer>>();
        group.MapPost("/register", RegisterAsync)
            .Does("registerShopWebhooks", "Makes the shop deliver to this host: makes an address and a secret where they are missing, and creates or mends the webhooks.")
            .Takes<PublicAddressBody>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable)
            .Gives<RegistrationAnswer>();
        group.MapPost("/repair", RepairAsync)
            .Does("repairShopWebhooks", "Mends the webhooks to the addresses that are known already.")
            .Refuses(
                StatusCodes.Status409Conflict,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable)
            .Gives<Page<RegistrationAnswer>>();
        group.MapDelete("", RemoveAsync)
            .Does("removeShopWebhooks", "Takes the connection's webhooks out of the shop; their addresses stay live until they are revoked.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable)
            .Gives<RemovedAnswer>();
    }

    internal static async Task<IResult> ListAsync(ApiCall call, ShopWebhooks webhooks, CancellationToken cancellationToken) =>
        Refusal(call, webhooks) ?? Answer.Ok(
            new Page<ShopWebhookAnswer>(
                [.. (await webhooks.ListAsync(call.Connection, cancellationToken).ConfigureAwait(false)).Select(ShopWebhookAnswer.Of)], null),
            ApiJson.Wire.PageShopWebhookAnswer);

    internal static async Task<IResult> RegisterAsync(ApiCall call, ShopWebhooks webhooks, WebhookEndpoints endpoints, CancellationToken cancellationToken)
    {
        PublicAddressBody body = await call.ReadAsync(ApiJson.Wire.PublicAddressBody).ConfigureAwait(false);
        return Refusal(call, webhooks) ?? Answer.Ok(
            RegistrationAnswer.Of(await endpoints.RegisterInShopAsync(call.Connection, body.Need(), cancellationToken).ConfigureAwait(false)),
            ApiJson.Wire.RegistrationAnswer);
    }

    internal static async Task<IResult> RepairAsync(ApiCall call, ShopWebhooks webhooks, CancellationToken cancellationToken) =>
        Refusal(call, webhooks) ?? Answer.Ok(
            new Page<RegistrationAnswer>(
                [.. (await webhooks.RepairAsync(call.Connection, cancellationToken).ConfigureAwait(false)).Select(RegistrationAnswer.Of)], null),
            ApiJson.Wire.PageRegistrationAnswer);

    internal static async Task<IResult> RemoveAsync(ApiCall call, ShopWebhooks webhooks, CancellationToken cancellationToken) =>
        Refusal(call, webhooks) ?? Answer.Ok(
            new RemovedAnswer(await webhooks.RemoveAsync(call.Connection, cancellationToken).ConfigureAwait(false)), ApiJson.Wire.RemovedAnswer);

    private static IResult? Refusal(ApiCall call, ShopWebhooks webhooks) => webhooks.CanServe(call.Connection.Connector)
        ? null
        : Answer.Problem(Problems.Conflict(
            "webhooks.by-hand",
            $"The webhooks of a connection to {call.Connection.Connector} cannot be kept from here.",
            "Keep them there by hand, with the address and the secret of this connection."));
}
