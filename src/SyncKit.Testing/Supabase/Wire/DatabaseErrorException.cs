namespace SyncKit.Testing.Supabase.Wire;

/// <summary>PostgREST or the database refuses.</summary>
internal sealed class DatabaseErrorException(string code, string message, string? details = null, string? hint = null) : Exception(message)
{
    public string Code { get; } = code;

    public string? Details { get; } = details;

    public string? Hint { get; } = hint;
}
