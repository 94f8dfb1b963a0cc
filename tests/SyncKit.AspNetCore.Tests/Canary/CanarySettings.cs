using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>In what a host differs from the usual one.</summary>
internal sealed class CanarySettings
{
    public string File { get; init; } = "synckit.db";

    public bool InBackground { get; init; }

    /// <summary>The configuration of its keys.</summary>
    public required IReadOnlyDictionary<string, string?> Keys { get; init; }

    /// <summary>Where its keys are, if not in the configuration.</summary>
    public Action<SyncKitBuilder>? UseKeys { get; init; }

    public Action<IServiceCollection> Services { get; init; } = static _ => { };
}
