namespace SyncKit.AspNetCore.Api.Documenting;

/// <summary>What an operation is called, and what its query may have.</summary>
internal sealed record OperationFacts(string Operation, IReadOnlyList<string> Query);
