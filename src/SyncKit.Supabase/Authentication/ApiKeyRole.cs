namespace SyncKit.Supabase.Authentication;

/// <summary>What an API key may do.</summary>
internal enum ApiKeyRole
{
    /// <summary>It does not tell; the project decides.</summary>
    Unknown,

    /// <summary>A server's key, which row-level security does not hold back.</summary>
    Secret,

    /// <summary>A browser's key, which everyone may see and row-level security holds back.</summary>
    Public,
}
