namespace SyncKit.Connections;

/// <summary>Whether a connection works.</summary>
public enum ConnectionState
{
    /// <summary>It works.</summary>
    Connected,

    /// <summary>It is parked until a person acts: credentials died, access was lost, a subscription lapsed.</summary>
    NeedsAttention,

    /// <summary>The tenant switched it off.</summary>
    Disabled,
}
