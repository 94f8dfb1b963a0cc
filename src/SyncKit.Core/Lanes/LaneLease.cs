using SyncKit.Connections;

namespace SyncKit.Lanes;

/// <summary>The right to work on a lane for a while. Every settle carries its epoch.</summary>
/// <param name="Lane">The destination connection.</param>
/// <param name="Epoch">The fencing token; each new owner gets a higher one.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="ExpiresAt">Until when, by the store's clock.</param>
/// <param name="Budget">What the previous owner wrote about the account's used limits; <see langword="null"/> when nothing.</param>
public sealed record LaneLease(ConnectionId Lane, long Epoch, string Owner, DateTimeOffset ExpiresAt, string? Budget);
