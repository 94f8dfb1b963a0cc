using SyncKit.Connections;

namespace SyncKit.Connecting;

/// <summary>What somebody asks for who wants to connect an account.</summary>
public sealed record ConnectRequest
{
    /// <summary>Which connection, new or there already.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>What the browser keeps in its cookie: only who has it can finish. At least 160 random bits.</summary>
    public required string Session { get; init; }

    /// <summary>Where the system sends the browser back to.</summary>
    public required Uri Callback { get; init; }

    /// <summary>Where the system hands credentials over server to server.</summary>
    public required Uri Delivery { get; init; }

    /// <summary>What the person gave, for example <c>store</c>. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether the connection may go over to another account, which works only while the ledger knows nothing of the present one. Default: no.
    /// </summary>
    public bool AllowOtherAccount { get; init; }

    /// <summary>Where the browser goes afterwards, given back with the outcome. Default: empty.</summary>
    public string ReturnTo { get; init; } = string.Empty;
}
