namespace SyncKit.Commerce;

/// <summary>One step of a path: a name, or a place in a list.</summary>
/// <param name="Name">The name; <see langword="null"/> when it is a place.</param>
/// <param name="Index">The place, from zero.</param>
/// <param name="End">Where the step ends in the path's text.</param>
internal readonly record struct PathStep(string? Name, int Index, int End);
