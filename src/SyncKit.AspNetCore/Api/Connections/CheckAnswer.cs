using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>What a check found.</summary>
/// <param name="Passed">Whether work can begin.</param>
/// <param name="Findings">What is wrong or worth knowing; empty when all is well.</param>
internal sealed record CheckAnswer(bool Passed, IReadOnlyList<FindingAnswer> Findings);
