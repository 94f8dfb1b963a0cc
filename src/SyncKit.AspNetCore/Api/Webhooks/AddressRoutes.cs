using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>The addresses at which a connection's deliveries arrive, its secret, and whether deliveries are missing.</summary>
internal static class AddressRoutes
{
    public static void Map(IEndpointRouteBuilder connection)
    {
        RouteGroupBuilder group = connection.MapGroup("/webhooks").WithTags("Webhooks");
        group.AddEndpointFilter<RouteGroupBuilder, ConnectionGate>();
        group.MapGet("/addresses", ListAsync)
            .Does("listWebhookAddresses", "Lists the addresses at which the connection's deliveries arrive, revoked ones included, oldest first.")
            .Gives<Page<AddressAnswer>>();
        group.MapPost("/addresses", CreateAsync)
            .Does("addWebhookAddress", "Makes an address that nobody can guess. Several may be live at once, so that one takes another's place without a gap.")
            .Takes<PublicAddressBody>()
            .Gives<AddressAnswer>(StatusCodes.Status201Created);
        group.MapDelete("/addresses/{id}", RevokeAsync)
            .Does("revokeWebhookAddress", "Revokes an address for good.")
            .GivesNothing();
        group.MapPost("/rotate-secret", RotateAsync)
            .Does("rotateWebhookSecret", "Makes a new secret for the connection's deliveries; the former one is accepted beside it until the next rotation.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable)
            .GivesNothing();
        group.MapGet("/health", HealthAsync)
            .Does("getWebhookHealth", "Says how many changes were delivered and how many were lost, on the days of a week unless others are named.", "from", "to")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<HealthAnswer>();
    }

    internal static async Task<IResult> ListAsync(ApiCall call, WebhookEndpoints endpoints, CancellationToken cancellationToken)
    {
        IReadOnlyList<WebhookEndpoint> all = await endpoints.ListAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        ConnectionId connection = call.Connection;
        return Answer.Ok(
            new Page<AddressAnswer>([.. all.Where(endpoint => endpoint.Connection == connection).Select(AddressAnswer.Of)], null),
            ApiJson.Wire.PageAddressAnswer);
    }

    internal static async Task<IResult> CreateAsync(ApiCall call, WebhookEndpoints endpoints, CancellationToken cancellationToken)
    {
        PublicAddressBody body = await call.ReadAsync(ApiJson.Wire.PublicAddressBody).ConfigureAwait(false);
        WebhookEndpoint made = await endpoints.CreateAsync(call.Connection, body.Read(), cancellationToken).ConfigureAwait(false);
        return Answer.Created(call.Http, $"{call.Path}/{made.Id}", AddressAnswer.Of(made), ApiJson.Wire.AddressAnswer);
    }

    internal static async Task<IResult> RevokeAsync(ApiCall call, WebhookEndpoints endpoints, CancellationToken cancellationToken) =>
        await endpoints.RevokeAsync(call.Connection, call.Route("id"), cancellationToken).ConfigureAwait(false)
            ? Answer.Nothing
            : Answer.Problem(Problems.NotFound("The address"));

    internal static async Task<IResult> RotateAsync(ApiCall call, WebhookEndpoints endpoints, CancellationToken cancellationToken)
    {
        await endpoints.RotateSecretAsync(call.Connection, cancellationToken).ConfigureAwait(false);
        return Answer.Nothing;
    }

    internal static async Task<IResult> HealthAsync(ApiCall call, WebhookHealth health, TimeProvider time, CancellationToken cancellationToken)
    {
        DateOnly to = call.Day("to") ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        DateOnly from = call.Day("from") ?? to.AddDays(-6);
        WebhookHealthReport report = await health.ReportAsync(call.Connection, from, to, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(HealthAnswer.Of(from, to, report), ApiJson.Wire.HealthAnswer);
    }
}
