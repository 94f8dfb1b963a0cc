namespace SyncKit.Testing.Supabase.Tables;

/// <summary>A rule that every row keeps.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Holds">Whether a row keeps it; not known counts as kept.</param>
internal sealed record CheckRule(string Name, Func<TableRow, bool?> Holds);
