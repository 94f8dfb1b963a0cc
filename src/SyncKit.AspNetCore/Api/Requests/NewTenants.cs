namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Marks a route with which a tenant begins.</summary>
internal sealed class NewTenants;
