namespace SyncKit.Testing.Supabase.Tables;

/// <summary>Columns whose values no two rows share.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Columns">The columns' places in the table.</param>
/// <param name="IsPrimary">Whether it is the primary key.</param>
internal sealed record UniqueKey(string Name, IReadOnlyList<int> Columns, bool IsPrimary);
