using System.Diagnostics.CodeAnalysis;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>How connecting an account ended.</summary>
public sealed record ConnectOutcome
{
    /// <summary>The connection as it is now; <see langword="null"/> when it was not connected.</summary>
    public Connection? Connection { get; init; }

    /// <summary>What the account is called; empty when that is not known.</summary>
    public string AccountName { get; init; } = string.Empty;

    /// <summary>Why it was not connected.</summary>
    public Failure? Refusal { get; init; }

    /// <summary>What else there is to know, for example what the grant allows or what is left to do at the system; empty for nothing.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>What a check found, where there was one.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Where the browser goes afterwards, as it was said at the beginning; empty when it was not.</summary>
    public string ReturnTo { get; init; } = string.Empty;

    /// <summary>Whether the account is connected.</summary>
    [MemberNotNullWhen(true, nameof(Connection))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsConnected => Connection is not null;
}
