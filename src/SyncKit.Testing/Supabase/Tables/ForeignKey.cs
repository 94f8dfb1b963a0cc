namespace SyncKit.Testing.Supabase.Tables;

/// <summary>Columns that name a row of another table.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Columns">The columns' places in the table.</param>
/// <param name="Target">The other table.</param>
/// <param name="TargetColumns">The columns' places there.</param>
/// <param name="Cascades">Whether the rows go when the other goes.</param>
internal sealed record ForeignKey(string Name, IReadOnlyList<int> Columns, ProjectTable Target, IReadOnlyList<int> TargetColumns, bool Cascades);
