using System.Diagnostics.CodeAnalysis;

namespace SyncKit.Supabase;

/// <summary>Where records are read from when a project is a source.</summary>
public sealed record SupabaseSources
{
    private static readonly SupabaseSource Default = new();

    /// <summary>Where orders are. Default: in the tables of SyncKit's default schema.</summary>
    [AllowNull]
    public SupabaseSource Orders { get => field ?? Default; init; }

    /// <summary>Where products are. Default: in the table of SyncKit's default schema.</summary>
    [AllowNull]
    public SupabaseSource Products { get => field ?? Default; init; }

    /// <summary>Where customers are. Default: in the table of SyncKit's default schema.</summary>
    [AllowNull]
    public SupabaseSource Customers { get => field ?? Default; init; }
}
