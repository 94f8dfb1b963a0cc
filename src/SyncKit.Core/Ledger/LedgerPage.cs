namespace SyncKit.Ledger;

/// <summary>A page of the ledger.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Rows">The rows, in a stable order.</param>
/// <param name="Next">The mark for the next page; <see langword="null"/> when this is the last one.</param>
public sealed record LedgerPage<T>(IReadOnlyList<T> Rows, string? Next);
