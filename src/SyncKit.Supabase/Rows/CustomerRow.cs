using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of a customer.</summary>
/// <param name="Scope">What the record's rows share.</param>
/// <param name="Customer">The customer.</param>
internal readonly record struct CustomerRow(RowScope Scope, Customer Customer);
