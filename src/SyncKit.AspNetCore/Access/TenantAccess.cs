using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.AspNetCore;

/// <summary>Holds a call to the tenants that its user may act for.</summary>
internal static class TenantAccess
{
    private const int LongestName = 100;

    /// <summary>The tenant that a call names, if it is well formed and the user may act for it. Which of the two it is not is not said.</summary>
    public static bool TryFind(HttpContext context, string? name, [NotNullWhen(true)] out TenantId? tenant)
    {
        tenant = null;
        try
        {
            TenantId named = new(name ?? string.Empty);
            if (Options(context).MayAccess(context.User, named))
            {
                tenant = named;
            }
        }
        catch (ArgumentException)
        {
            return false;
        }

        return tenant is not null;
    }

    /// <summary>Names the call's user as who acts, until the scope is disposed.</summary>
    public static IDisposable BeginActor(HttpContext context) => Actor.Begin($"user:{NameOf(context)}");

    /// <summary>The name of the call's user, short and on one line.</summary>
    public static string NameOf(HttpContext context) =>
        new([.. Options(context).NameOf(context.User).Where(static c => !char.IsControl(c)).Take(LongestName)]);

    private static SyncKitAccessOptions Options(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SyncKitAccessOptions>>().Value;
}
