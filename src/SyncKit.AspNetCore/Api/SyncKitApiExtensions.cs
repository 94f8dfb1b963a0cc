using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.AspNetCore;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Audit;
using SyncKit.AspNetCore.Api.Connections;
using SyncKit.AspNetCore.Api.DeadLetters;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Flows;
using SyncKit.AspNetCore.Api.Inbox;
using SyncKit.AspNetCore.Api.Ledger;
using SyncKit.AspNetCore.Api.Operator;
using SyncKit.AspNetCore.Api.Reconciling;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.AspNetCore.Api.Runs;
using SyncKit.AspNetCore.Api.Schedules;
using SyncKit.AspNetCore.Api.Tenants;
using SyncKit.AspNetCore.Api.Webhooks;
using SyncKit.AspNetCore.Limits;
using SyncKit.Flows;

namespace SyncKit;

/// <summary>Puts the management API into an app.</summary>
public static class SyncKitApiExtensions
{
    /// <summary>
    /// Maps the management API: connections, flows, runs, schedules, inbox, dead letters, ledger and audit of each tenant below <c>{prefix}/tenants/{tenant}</c>,
    /// and what concerns all tenants below <c>{prefix}/operator</c>.
    /// </summary>
    /// <remarks>
    /// Every route needs a signed-in user, who may act for the tenant by <see cref="AspNetCore.SyncKitAccessOptions.MayAccess"/>, or for the host by
    /// <see cref="AspNetCore.SyncKitAccessOptions.IsOperator"/>. A policy of the app comes on top: call <c>RequireAuthorization</c> on what is returned.
    /// </remarks>
    /// <param name="endpoints">The app.</param>
    /// <param name="prefix">Where the routes begin. <value>Default: <c>/synckit</c>.</value></param>
    /// <returns>All routes, for conventions of the app's own.</returns>
    /// <exception cref="InvalidOperationException">The app does not know who calls: authentication, authorization or SyncKit itself was not added.</exception>
    public static IEndpointConventionBuilder MapSyncKitApi(this IEndpointRouteBuilder endpoints, string prefix = "/synckit")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        Check(endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>());
        RouteGroupBuilder all = endpoints.MapGroup(prefix);
        all.RequireAuthorization();
        all.DisableCookieRedirect();
        all.AddOpenApiOperationTransformer(OperationDocument.WriteAsync);
        all.AddEndpointFilter<RouteGroupBuilder, ErrorAnswers>();
        all.AddEndpointFilter<RouteGroupBuilder, JsonOnly>();
        SyncKitEndpointOptions options = SyncKitLimitExtensions.OptionsOf(endpoints.ServiceProvider);
        TimeProvider time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        CallLimit limit = new(new TokenBuckets(options.ApiRequestsPerSecond, options.ApiBurst, time));
        MapUser(all, limit);
        MapTenant(all, limit);
        MapOperator(all, limit);
        all.Map("/tenants/{**rest}", Unknown).ExcludeFromDescription();
        all.Map("/operator/{**rest}", Unknown).ExcludeFromDescription();
        return all;
    }

    /// <summary>An address, or a method of one, that the API does not have.</summary>
    internal static IResult Unknown(ApiCall call) => Answer.Problem(Problems.NotFound());

    private static void MapUser(RouteGroupBuilder all, CallLimit limit)
    {
        RouteGroupBuilder user = all.MapGroup("/tenants");
        user.AddEndpointFilter<RouteGroupBuilder, UserGate>();
        user.AddEndpointFilter(limit);
        TenantRoutes.MapList(user);
    }

    private static void MapTenant(RouteGroupBuilder all, CallLimit limit)
    {
        RouteGroupBuilder tenant = all.MapGroup("/tenants/{tenant}");
        tenant.AddEndpointFilter<RouteGroupBuilder, TenantGate>();
        tenant.AddEndpointFilter(limit);
        TenantRoutes.Map(tenant);
        ConnectionRoutes.Map(tenant);
        FlowRoutes.Map(tenant);
        RunRoutes.Map(tenant);
        ScheduleRoutes.Map(tenant);
        InboxRoutes.Map(tenant);
        DeadLetterRoutes.Map(tenant);
        LedgerRoutes.Map(tenant);
        ReconcileRoutes.Map(tenant);
        AuditRoutes.Map(tenant);
        RouteGroupBuilder connection = tenant.MapGroup("/connections/{connector}/{name}");
        ConnectionLifeRoutes.Map(connection);
        AddressRoutes.Map(connection);
        ShopWebhookRoutes.Map(connection);
    }

    private static void MapOperator(RouteGroupBuilder all, CallLimit limit)
    {
        RouteGroupBuilder host = all.MapGroup("/operator");
        host.AddEndpointFilter<RouteGroupBuilder, OperatorGate>();
        host.AddEndpointFilter<RouteGroupBuilder, UserGate>();
        host.AddEndpointFilter(limit);
        OperatorRoutes.Map(host);
    }

    /// <summary>An API that nobody guards is worse than none: the app does not start with one.</summary>
    private static void Check(IServiceProviderIsService services)
    {
        if (!services.IsService(typeof(FlowCatalog)))
        {
            throw new InvalidOperationException("MapSyncKitApi() finds no SyncKit: call builder.Services.AddSyncKit() first.");
        }

        if (!services.IsService(typeof(IAuthenticationSchemeProvider)) || !services.IsService(typeof(IAuthorizationService)))
        {
            throw new InvalidOperationException(
                "MapSyncKitApi() lets nobody in whom the app does not know: call builder.Services.AddAuthentication(…) with a scheme, and "
                + "builder.Services.AddAuthorization(), before builder.Build().");
        }
    }
}
