using System.Security.Claims;
using SyncKit.Connections;

namespace SyncKit.AspNetCore;

/// <summary>Says who may act for which tenant, and under which name.</summary>
public sealed class SyncKitAccessOptions
{
    /// <summary>The claim that names the tenants a user may act for; <c>*</c> stands for all of them.</summary>
    public const string TenantClaim = "synckit:tenant";

    /// <summary>Whether a user may act for a tenant. It is asked for every call that names one, and before anything is read.</summary>
    /// <value>By default the user has to be signed in and to have the claim <see cref="TenantClaim"/> with the tenant's id or <c>*</c>.</value>
    public Func<ClaimsPrincipal, TenantId, bool> MayAccess { get; set; } = ByClaim;

    /// <summary>Whether a user may do what concerns all tenants, for example rotate keys.</summary>
    /// <value>By default the user has to be signed in and to have the claim <see cref="TenantClaim"/> with <c>*</c>.</value>
    public Func<ClaimsPrincipal, bool> IsOperator { get; set; } = static user => Has(user, "*");

    /// <summary>A user's name for the audit trail; never a secret.</summary>
    /// <value>By default the identity's name, or else the claim <c>sub</c>.</value>
    public Func<ClaimsPrincipal, string> NameOf { get; set; } = ByIdentity;

    private static bool ByClaim(ClaimsPrincipal user, TenantId tenant) =>
        Has(user, tenant.Value) || Has(user, "*");

    private static bool Has(ClaimsPrincipal user, string value) =>
        user.Identities.Any(static identity => identity.IsAuthenticated)
        && user.HasClaim(claim => claim.Type == TenantClaim && string.Equals(claim.Value, value, StringComparison.Ordinal));

    private static string ByIdentity(ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name
        ? name
        : user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "unknown";
}
