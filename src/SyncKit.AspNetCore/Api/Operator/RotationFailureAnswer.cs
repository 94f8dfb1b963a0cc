namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>A connection whose credentials could not be brought under the active key.</summary>
/// <param name="Connection">Whose, as tenant/connector/name.</param>
/// <param name="Reason">Why.</param>
internal sealed record RotationFailureAnswer(string Connection, string Reason);
