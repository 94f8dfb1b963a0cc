namespace SyncKit.Connecting;

/// <summary>How far an attempt is. Stored as its number.</summary>
public enum AttemptState
{
    /// <summary>The browser has not come back.</summary>
    Open = 0,

    /// <summary>The browser came back; a grant of the attempt belongs to nobody yet and is revoked when it is left over.</summary>
    Taken = 1,

    /// <summary>The grant belongs to the connection, or is revoked: what is left over is forgotten and nothing more.</summary>
    Settled = 2,
}
