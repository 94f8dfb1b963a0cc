using Microsoft.AspNetCore.Builder;
using SyncKit.SampleHost.Access;

namespace SyncKit.SampleHost.Serving;

/// <summary>What the host answers over HTTP.</summary>
internal static class HostEndpoints
{
    public static void MapHost(this WebApplication app)
    {
        app.MapSyncKitWebhooks();
        app.MapQuickBooksConnect();
        app.MapWooCommerceConnect();
        app.MapSyncKitApi();
        app.MapSyncKitHealth();
        app.MapOpenApi();
        app.MapSignIn();
    }
}
