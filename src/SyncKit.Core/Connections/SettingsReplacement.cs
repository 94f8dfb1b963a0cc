using SyncKit.Connectors;

namespace SyncKit.Connections;

/// <summary>What came of new settings.</summary>
/// <param name="Verdict">Whether they were taken.</param>
/// <param name="Connection">The connection as it is stored now; <see langword="null"/> when there is none.</param>
/// <param name="Findings">What the check of the new settings found.</param>
public sealed record SettingsReplacement(SettingsVerdict Verdict, Connection? Connection, IReadOnlyList<Finding> Findings);
