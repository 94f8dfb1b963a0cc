namespace SyncKit.Testing.Supabase;

/// <summary>How a Supabase simulator behaves.</summary>
public sealed class SupabaseSimulatorOptions
{
    /// <summary>The clock.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider Time { get; set; } = TimeProvider.System;
}
