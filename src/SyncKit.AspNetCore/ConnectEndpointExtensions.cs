using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.AspNetCore;
using SyncKit.AspNetCore.Limits;
using SyncKit.Connecting;

namespace SyncKit;

/// <summary>Maps the endpoints on which accounts are connected in the browser.</summary>
public static class ConnectEndpointExtensions
{
    private const string QuickBooks = "quickbooks";
    private const string WooCommerce = "woocommerce";

    /// <summary>Connects QuickBooks companies. Enter <c>{public address}{prefix}/callback</c> as a redirect address in the Intuit developer portal.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">Where the endpoints are.</param>
    /// <returns>All endpoints, to refine them further.</returns>
    /// <exception cref="InvalidOperationException"><c>AddSyncKit</c> or the connector was not added.</exception>
    public static IEndpointConventionBuilder MapQuickBooksConnect(this IEndpointRouteBuilder endpoints, string prefix = "/connect/quickbooks") =>
        endpoints.MapSyncKitConnect(QuickBooks, prefix);

    /// <summary>Connects WooCommerce stores. The start takes <c>store</c>, the store's address, and <c>scope</c>, <c>read</c> or <c>read_write</c>.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">Where the endpoints are.</param>
    /// <returns>All endpoints, to refine them further.</returns>
    /// <exception cref="InvalidOperationException"><c>AddSyncKit</c> or the connector was not added.</exception>
    public static IEndpointConventionBuilder MapWooCommerceConnect(this IEndpointRouteBuilder endpoints, string prefix = "/connect/woocommerce") =>
        endpoints.MapSyncKitConnect(WooCommerce, prefix);

    /// <summary>
    /// Connects a connector's accounts: <c>GET start?tenant=&amp;name=</c> sends the browser to the system, <c>GET callback</c> takes it back, <c>POST keys</c> takes
    /// what the system hands over server to server, and <c>POST disconnect</c> with JSON <c>{"tenant","name"}</c> gives access up. Start and disconnect require
    /// an authorized user who may act for the tenant by <see cref="SyncKitAccessOptions"/>; callback and keys are bound to an attempt that such a user began.
    /// </summary>
    /// <remarks>The start also takes <c>return</c>, where the result page leads, and <c>remap=1</c>, by which the connection may go over to another account.</remarks>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="connector">The connector's name.</param>
    /// <param name="prefix">Where the endpoints are, with a leading slash.</param>
    /// <returns>All endpoints, to refine them further.</returns>
    /// <exception cref="InvalidOperationException"><c>AddSyncKit</c> or the connector was not added.</exception>
    public static IEndpointConventionBuilder MapSyncKitConnect(this IEndpointRouteBuilder endpoints, string connector, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(connector);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        AccountConnector accounts = endpoints.ServiceProvider.GetService<AccountConnector>()
            ?? throw new InvalidOperationException("Accounts cannot be connected: call AddSyncKit() on the services first.");
        if (accounts.StateParameter(connector) is null)
        {
            throw new InvalidOperationException($"Accounts of '{connector}' cannot be connected: call the connector's Add… method after AddSyncKit() first.");
        }

        string root = "/" + prefix.Trim('/');
        ConnectEndpoints calls = new(connector, root);
        RouteGroupBuilder group = endpoints.MapGroup(root);
        group.MapGet("/start", LockedCredentials.Guard(calls.StartAsync)).RequireAuthorization();
        group.MapGet("/callback", LockedCredentials.Guard(calls.CallbackAsync)).AllowAnonymous();
        group.MapPost("/keys", LockedCredentials.Guard(calls.KeysAsync)).AllowAnonymous().DisableAntiforgery();
        group.MapPost("/disconnect", LockedCredentials.Guard(calls.DisconnectAsync)).RequireAuthorization();
        return group.WithSyncKitLimits();
    }
}
