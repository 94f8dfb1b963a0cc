using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
internal sealed record TableColumn(string Name, PgType Type)
{
    public bool IsNullable { get; set; } = true;

    /// <summary>The value of a row that gives none; <see langword="null"/> for none.</summary>
    public Func<RowMoment, object?>? Default { get; init; }

    /// <summary>The default as it was declared, for the API's description.</summary>
    public string? DefaultText { get; init; }
}
