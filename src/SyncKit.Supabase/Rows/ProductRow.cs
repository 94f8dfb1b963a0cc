using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of a product or of a variation.</summary>
/// <param name="Scope">What the record's rows share.</param>
/// <param name="Product">The product.</param>
internal readonly record struct ProductRow(RowScope Scope, Product Product);
