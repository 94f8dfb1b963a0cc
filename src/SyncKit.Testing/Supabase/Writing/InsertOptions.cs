namespace SyncKit.Testing.Supabase.Writing;

/// <summary>How rows are put in.</summary>
internal sealed record InsertOptions
{
    /// <summary>The columns that count; <see langword="null"/> for those of the rows, which must then all have the same.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The columns by which a row is taken for one that is there; <see langword="null"/> for the primary key.</summary>
    public IReadOnlyList<string>? OnConflict { get; init; }

    /// <summary><c>merge-duplicates</c>, <c>ignore-duplicates</c>, or <see langword="null"/> for neither.</summary>
    public string? Resolution { get; init; }

    /// <summary>Whether a column that a row does not give has its default rather than null.</summary>
    public bool MissingAreDefault { get; init; }
}
