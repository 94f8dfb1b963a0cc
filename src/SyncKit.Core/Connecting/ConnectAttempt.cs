using SyncKit.Connections;

namespace SyncKit.Connecting;

/// <summary>Somebody's attempt to connect an account. It holds no secret: state and session are there as hashes.</summary>
public sealed record ConnectAttempt
{
    /// <summary>The SHA-256 of the state, in lower-case hex. Names the attempt.</summary>
    public required string StateHash { get; init; }

    /// <summary>The SHA-256 of the value that the browser's cookie has, in lower-case hex.</summary>
    public required string SessionHash { get; init; }

    /// <summary>Which connection.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>The callback address that the system was given.</summary>
    public required Uri Callback { get; init; }

    /// <summary>What the attempt was begun with.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Whether the connection may go over to another account. Default: no.</summary>
    public bool AllowOtherAccount { get; init; }

    /// <summary>Where the browser goes afterwards, as the caller said; empty when it did not.</summary>
    public string ReturnTo { get; init; } = string.Empty;

    /// <summary>Who began it, for the audit trail.</summary>
    public required string Actor { get; init; }
}
