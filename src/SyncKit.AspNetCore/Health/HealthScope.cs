namespace SyncKit.AspNetCore.Health;

/// <summary>What is asked for.</summary>
internal enum HealthScope
{
    /// <summary>Whether the process answers; nothing is checked.</summary>
    Live,

    /// <summary>Whether it can take requests.</summary>
    Ready,

    /// <summary>Everything.</summary>
    All,
}
