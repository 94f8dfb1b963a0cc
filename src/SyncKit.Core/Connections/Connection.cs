namespace SyncKit.Connections;

/// <summary>A tenant's account on a connector: its settings and its health. Its secrets live in the credential store.</summary>
public sealed record Connection
{
    /// <summary>Which account.</summary>
    public required ConnectionId Id { get; init; }

    /// <summary>What the tenant set for it.</summary>
    public required ConnectionSettings Settings { get; init; }

    /// <summary>Whether it works. Default: connected.</summary>
    public ConnectionStatus Status { get; init; } = ConnectionStatus.Connected;
}
