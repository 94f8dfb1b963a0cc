using System.ComponentModel.DataAnnotations;

namespace SyncKit.Supabase;

/// <summary>How this host speaks with all Supabase projects.</summary>
public sealed class SupabaseOptions
{
    /// <summary>Requests that one project answers at the same time, 1 to 16.</summary>
    /// <value>2 by default: more only wait in the project's own pool of database connections.</value>
    [Range(1, 16)]
    public int MaxConcurrency { get; set; } = 2;
}
