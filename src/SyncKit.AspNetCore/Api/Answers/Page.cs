namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Rows">The rows, in a stable order.</param>
/// <param name="Next">What the next call sends as after; absent when this is the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Rows, string? Next);
