namespace SyncKit.Runs;

/// <summary>What a run's owner has to say while it works.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Planned">Planned records to keep in addition; one of a known number takes its place.</param>
public sealed record RunReport(RunProgress Progress, IReadOnlyList<PlannedEntry> Planned);
