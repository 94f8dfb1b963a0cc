using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>A connection whose credentials could not be brought under the active key.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Reason">Why, with the key's id; no secret.</param>
public sealed record RotationFailure(ConnectionId Connection, string Reason);
