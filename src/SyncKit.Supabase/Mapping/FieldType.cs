namespace SyncKit.Supabase.Mapping;

/// <summary>What a field holds.</summary>
internal enum FieldType
{
    /// <summary>Text, ids among it.</summary>
    Text,

    /// <summary>An amount, price or quantity: a decimal number of any length.</summary>
    Number,

    /// <summary>A small whole number.</summary>
    Integer,

    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>A moment.</summary>
    Instant,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A JSON document.</summary>
    Json,
}
