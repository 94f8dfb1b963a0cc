using SyncKit.Connectors;

namespace SyncKit.Connections;

/// <summary>How a change of settings ended.</summary>
/// <param name="Connection">The connection with its new settings; <see langword="null"/> when they were refused and nothing changed.</param>
/// <param name="Findings">What the check found.</param>
public sealed record SettingsChange(Connection? Connection, IReadOnlyList<Finding> Findings)
{
    /// <summary>The settings had another version than the expected one, or somebody else changed them during the check; nothing changed.</summary>
    public static SettingsChange Outdated { get; } = new(null, []) { IsOutdated = true };

    /// <summary>Whether they were refused because others are stored than the caller had read.</summary>
    public bool IsOutdated { get; private init; }

    /// <summary>Whether the settings were changed.</summary>
    public bool IsAccepted => Connection is not null;
}
