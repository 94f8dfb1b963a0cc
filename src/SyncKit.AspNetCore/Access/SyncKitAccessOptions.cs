using System.Security.Claims;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Access;

/// <summary>Who may do what through SyncKit's endpoints. Authentication itself is the app's.</summary>
public sealed class SyncKitAccessOptions
{
    /// <summary>The type of the claim that the defaults look at: a tenant's id, or <c>*</c> for all of them.</summary>
    public const string TenantClaim = "synckit:tenant";

    /// <summary>
    /// Whether a user may act for a tenant. <value>Default: when a claim <c>synckit:tenant</c> has the tenant's id, or <c>*</c>.</value>
    /// </summary>
    public Func<ClaimsPrincipal, TenantId, bool> MayAccess { get; set; } =
        static (user, tenant) => user.HasClaim(TenantClaim, tenant.Value) || user.HasClaim(TenantClaim, "*");

    /// <summary>Whether a user may do what concerns all tenants, for example rotate keys. <value>Default: when a claim <c>synckit:tenant</c> is <c>*</c>.</value></summary>
    public Func<ClaimsPrincipal, bool> IsOperator { get; set; } = static user => user.HasClaim(TenantClaim, "*");
}
