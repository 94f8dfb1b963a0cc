namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>A word, number, text or sign of SQL.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">Its content, without quotation marks; words that were not quoted are in lower case.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    public bool Is(string text) => Kind is SqlTokenKind.Word or SqlTokenKind.Sign && string.Equals(Text, text, StringComparison.Ordinal);
}
