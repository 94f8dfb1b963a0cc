namespace SyncKit.Supabase.Checking;

/// <summary>A column as the API describes it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Format">PostgreSQL's type, for example <c>numeric</c>; empty when it is not said.</param>
/// <param name="IsRequired">Whether it cannot be empty.</param>
/// <param name="HasDefault">Whether it has a value when none is given.</param>
/// <param name="IsKey">Whether it is part of the primary key.</param>
internal sealed record ColumnDescription(string Name, string Format, bool IsRequired, bool HasDefault, bool IsKey);
