namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>How giving access up ended.</summary>
/// <param name="Revoked">Whether the system knows that access is given up.</param>
/// <param name="Message">Why access may go on at the system; absent when it does not.</param>
/// <param name="Remedy">What to do there; absent when nothing.</param>
internal sealed record DisconnectedAnswer(bool Revoked, string? Message, string? Remedy);
