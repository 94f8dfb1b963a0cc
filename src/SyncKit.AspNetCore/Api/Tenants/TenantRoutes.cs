using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Connections;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Flows;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Tenants;

/// <summary>Which tenants there are, and how one of them stands.</summary>
internal static class TenantRoutes
{
    public static void MapList(IEndpointRouteBuilder user) => user.MapGet("", ListAsync)
        .WithTags("Tenants")
        .Does("listTenants", "Lists the tenants that you may act for.")
        .Gives<Page<TenantAnswer>>();

    public static void Map(IEndpointRouteBuilder tenant) => tenant.MapGet("", OverviewAsync)
        .WithTags("Tenants")
        .Does("getTenant", "Shows how a tenant stands: its connections, its lanes, and what became of everything that entered each flow.")
        .Gives<TenantOverview>();

    internal static async Task<IResult> ListAsync(
        ApiCall call,
        IConnectionStore connections,
        IOptionsMonitor<SyncKitAccessOptions> access,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<TenantId> tenants = await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false);
        return Answer.Ok(
            new Page<TenantAnswer>(
                [.. tenants.Where(tenant => access.CurrentValue.MayAccess(call.Http.User, tenant)).Select(tenant => new TenantAnswer(tenant.Value))],
                null),
            ApiJson.Wire.PageTenantAnswer);
    }

    internal static async Task<IResult> OverviewAsync(
        ApiCall call,
        IConnectionStore connections,
        IInbox inbox,
        ILedger ledger,
        FlowCatalog flows,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<Connection> all = await connections.ListAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        List<FlowCountsAnswer> counts = [];
        foreach (Flow flow in flows.All.OrderBy(flow => flow.Name, StringComparer.Ordinal))
        {
            counts.Add(FlowCountsAnswer.Of(flow.Name, await ledger.CountAsync(call.Tenant, flow.Name, cancellationToken).ConfigureAwait(false)));
        }

        IReadOnlyList<LaneStatus> states = await inbox.ListLanesAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(
            new TenantOverview(call.Tenant.Value, [.. all.Select(ConnectionRow.Of)], [.. states.Select(LaneAnswer.Of)], counts),
            ApiJson.Wire.TenantOverview);
    }
}
