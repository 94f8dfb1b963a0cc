namespace SyncKit.SampleHost.Access;

/// <summary>A token that opens the management API.</summary>
/// <param name="Name">Who bears it; stands in the audit trail.</param>
/// <param name="Token">The token itself.</param>
/// <param name="Tenants">The tenants that it opens; <c>*</c> opens all of them and the operator's routes.</param>
internal sealed record AccessToken(string Name, string Token, IReadOnlyList<string> Tenants);
