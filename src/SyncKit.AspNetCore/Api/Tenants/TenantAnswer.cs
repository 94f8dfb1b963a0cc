namespace SyncKit.AspNetCore.Api.Tenants;

/// <summary>A tenant.</summary>
/// <param name="Id">Its id.</param>
internal sealed record TenantAnswer(string Id);
