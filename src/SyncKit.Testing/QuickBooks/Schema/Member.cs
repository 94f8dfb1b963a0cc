namespace SyncKit.Testing.QuickBooks.Schema;

/// <summary>One property of a shape: how it is written, how long it may be, and the shape of what it holds.</summary>
internal sealed record Member(string Name, MemberKind Kind, int? Longest, string? Shape);
