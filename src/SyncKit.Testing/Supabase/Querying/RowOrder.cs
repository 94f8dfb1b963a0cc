namespace SyncKit.Testing.Supabase.Querying;

/// <summary>One column that rows are sorted by.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
/// <param name="NullsFirst">Whether rows without a value come first.</param>
internal sealed record RowOrder(ColumnPath Column, bool Descending, bool NullsFirst);
