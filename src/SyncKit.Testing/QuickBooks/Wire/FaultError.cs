namespace SyncKit.Testing.QuickBooks.Wire;

internal sealed record FaultError(string Code, string Message, string? Detail, string? Element = "");
