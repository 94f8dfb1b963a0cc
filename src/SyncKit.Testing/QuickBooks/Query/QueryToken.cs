namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>A piece of a statement: its value, as it was written, and its column counted from 1.</summary>
internal sealed record QueryToken(TokenKind Kind, string Value, string Written, int Column)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Sign && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
