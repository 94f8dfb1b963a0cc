namespace SyncKit.Connections;

/// <summary>Whether a connection works, and what a person has to do when it does not.</summary>
/// <param name="State">Works or needs attention.</param>
/// <param name="Code">A stable code, for example <c>quickbooks.reconnect</c>; empty while connected.</param>
/// <param name="Message">One sentence for the tenant; empty while connected.</param>
/// <param name="Since">When the state began; <see langword="null"/> when it never changed.</param>
public sealed record ConnectionStatus(ConnectionState State, string Code, string Message, DateTimeOffset? Since)
{
    /// <summary>The connection works.</summary>
    public static ConnectionStatus Connected { get; } = new(ConnectionState.Connected, string.Empty, string.Empty, null);
}
