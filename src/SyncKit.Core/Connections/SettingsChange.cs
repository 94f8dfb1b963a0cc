using SyncKit.Connectors;

namespace SyncKit.Connections;

/// <summary>How a change of settings ended.</summary>
/// <param name="Connection">The connection with its new settings; <see langword="null"/> when they were refused and nothing changed.</param>
/// <param name="Findings">What the check found.</param>
public sealed record SettingsChange(Connection? Connection, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the settings were changed.</summary>
    public bool IsAccepted => Connection is not null;
}
