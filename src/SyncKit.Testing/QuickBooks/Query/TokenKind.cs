namespace SyncKit.Testing.QuickBooks.Query;

internal enum TokenKind
{
    Word,
    Text,
    Number,
    Sign,
    End,
}
