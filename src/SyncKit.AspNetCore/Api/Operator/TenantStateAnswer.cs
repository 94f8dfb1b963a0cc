namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>How a tenant stands, in numbers.</summary>
/// <param name="Id">The tenant's id.</param>
/// <param name="Connections">How many connections it has.</param>
/// <param name="NeedAttention">How many of them are parked until a person acts.</param>
/// <param name="Disabled">How many of them are switched off.</param>
/// <param name="Waiting">Changes that wait, of all flows.</param>
/// <param name="Dead">Dead letters, of all flows.</param>
internal sealed record TenantStateAnswer(string Id, int Connections, int NeedAttention, int Disabled, long Waiting, long Dead);
