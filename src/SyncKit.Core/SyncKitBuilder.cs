using Microsoft.Extensions.DependencyInjection;

namespace SyncKit;

/// <summary>Collects what a host syncs and with what. Every package adds its own extension methods to it.</summary>
public sealed class SyncKitBuilder
{
    internal SyncKitBuilder(IServiceCollection services) => Services = services;

    /// <summary>Where everything is registered.</summary>
    public IServiceCollection Services { get; }
}
