namespace SyncKit.Testing.Supabase.Declaring;

internal enum SqlTokenKind
{
    Word,
    Quoted,
    Literal,
    Number,
    Sign,
}
