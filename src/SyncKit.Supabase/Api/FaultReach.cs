namespace SyncKit.Supabase.Api;

/// <summary>What a fault speaks of.</summary>
internal enum FaultReach
{
    /// <summary>The request as such: others like it would fare the same.</summary>
    Request,

    /// <summary>One of its rows, which do not say which one it is.</summary>
    Row,

    /// <summary>Perhaps one of its rows, perhaps their number, perhaps none of them.</summary>
    Unclear,
}
