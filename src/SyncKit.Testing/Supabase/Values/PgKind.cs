namespace SyncKit.Testing.Supabase.Values;

/// <summary>What a type holds.</summary>
internal enum PgKind
{
    Text,
    Uuid,
    Whole,
    Numeric,
    Real,
    Truth,
    Instant,
    LocalTime,
    Day,
    Json,
    Jsonb,
}
