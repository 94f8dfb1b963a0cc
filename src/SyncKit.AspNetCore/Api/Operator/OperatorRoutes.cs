using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Flows;
using SyncKit.Ledger;
using SyncKit.Notifications;

namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>What concerns all tenants: keys, how everybody stands, and what people are told.</summary>
internal static class OperatorRoutes
{
    private const int MostTenants = 100;
    private const int MostGroups = 100;

    public static void Map(IEndpointRouteBuilder host)
    {
        RouteGroupBuilder group = host.MapGroup("").WithTags("Operator");
        group.MapGet("/tenants", ListTenantsAsync)
            .Does("listTenantStates", "Shows how all tenants stand, in numbers.", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<TenantStateAnswer>>();
        group.MapGet("/keys", ListKeysAsync)
            .Does("listKeys", "Shows how many credentials need each key.")
            .Gives<Page<KeyAnswer>>();
        group.MapPost("/keys/rotate", Rotate)
            .Does("rotateKeys", "Brings all credentials under the active key while it answers, a line of JSON at a time. An ended rotation goes on with the next call.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType)
            .Streams<RotationAnswer>(RotationStream.ContentType);
        group.MapGet("/notifications", ListNotificationsAsync)
            .Does("listNotifications", "Shows what happened that people are told of, tenant by tenant, and what waits to be told.", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<NotificationAnswer>>();
    }

    internal static async Task<IResult> ListTenantsAsync(
        ApiCall call,
        IConnectionStore connections,
        ILedger ledger,
        FlowCatalog flows,
        CancellationToken cancellationToken)
    {
        (IReadOnlyList<TenantId> tenants, string? next) = await PageAsync(call, connections, cancellationToken).ConfigureAwait(false);
        List<TenantStateAnswer> rows = [];
        foreach (TenantId tenant in tenants)
        {
            IReadOnlyList<Connection> own = await connections.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
            FlowCounts counts = FlowCounts.Zero;
            foreach (Flow flow in flows.All)
            {
                counts += await ledger.CountAsync(tenant, flow.Name, cancellationToken).ConfigureAwait(false);
            }

            rows.Add(new TenantStateAnswer(
                tenant.Value,
                own.Count,
                own.Count(connection => connection.Status.State == ConnectionState.NeedsAttention),
                own.Count(connection => connection.Status.State == ConnectionState.Disabled),
                counts.Waiting,
                counts.Dead));
        }

        return Answer.Ok(new Page<TenantStateAnswer>(rows, next), ApiJson.Wire.PageTenantStateAnswer);
    }

    internal static async Task<IResult> ListKeysAsync(ApiCall call, CredentialRotation rotation, CancellationToken cancellationToken) => Answer.Ok(
        new Page<KeyAnswer>([.. (await rotation.KeyUsageAsync(cancellationToken).ConfigureAwait(false)).Select(KeyAnswer.Of)], null),
        ApiJson.Wire.PageKeyAnswer);

    internal static IResult Rotate(ApiCall call, CredentialRotation rotation) => new RotationStream(rotation);

    internal static async Task<IResult> ListNotificationsAsync(
        ApiCall call,
        IConnectionStore connections,
        INotificationStore notifications,
        CancellationToken cancellationToken)
    {
        (IReadOnlyList<TenantId> tenants, string? next) = await PageAsync(call, connections, cancellationToken).ConfigureAwait(false);
        List<NotificationAnswer> rows = [];
        foreach (TenantId tenant in tenants)
        {
            IReadOnlyList<NotificationGroup> groups = await notifications.ListAsync(tenant, MostGroups, cancellationToken).ConfigureAwait(false);
            rows.AddRange(groups.Select(group => NotificationAnswer.Of(tenant.Value, group)));
        }

        return Answer.Ok(new Page<NotificationAnswer>(rows, next), ApiJson.Wire.PageNotificationAnswer);
    }

    /// <summary>A page of tenants; the mark is the last one's id.</summary>
    private static async Task<(IReadOnlyList<TenantId> Tenants, string? Next)> PageAsync(
        ApiCall call,
        IConnectionStore connections,
        CancellationToken cancellationToken)
    {
        int limit = call.Limit(MostTenants);
        string after = call.Query("after") ?? string.Empty;
        TenantId[] rest =
        [
            .. (await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
                .Where(tenant => string.CompareOrdinal(tenant.Value, after) > 0)
                .OrderBy(tenant => tenant.Value, StringComparer.Ordinal)
                .Take(limit + 1),
        ];
        return rest.Length > limit ? (rest[..limit], rest[limit - 1].Value) : (rest, null);
    }
}
