using SyncKit.Testing.Supabase.Tables;

namespace SyncKit.Testing.Supabase.Writing;

/// <summary>What came of putting rows in.</summary>
/// <param name="Rows">The rows that were put in or changed.</param>
/// <param name="Inserted">How many of them are new.</param>
internal sealed record InsertResult(IReadOnlyList<TableRow> Rows, int Inserted);
