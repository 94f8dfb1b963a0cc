using System.ComponentModel.DataAnnotations;

namespace SyncKit.Supabase;

/// <summary>How this host speaks with all Supabase projects.</summary>
public sealed class SupabaseOptions
{
    /// <summary>Requests that one project answers at the same time, 1 to 16.</summary>
    /// <value>2 by default: more only wait in the project's own pool of database connections.</value>
    [Range(1, 16)]
    public int MaxConcurrency { get; set; } = 2;

    /// <summary>
    /// Whether projects may be at addresses that are not public: loopback, private, link-local and their like. Tenants say where their project is, so leave it off
    /// on a host that serves others; turn it on for Supabase in your own network, for tests and for demonstrations.
    /// </summary>
    /// <value>Off by default.</value>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Rows that one request reads, 1 to 1 000. A project may give out fewer, which does no harm.</summary>
    /// <value>500 by default.</value>
    [Range(1, 1_000)]
    public int PageSize { get; set; } = 500;
}
