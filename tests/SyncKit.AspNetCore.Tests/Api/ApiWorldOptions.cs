using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.AspNetCore.Tests.Api;

/// <summary>In what an <see cref="ApiWorld"/> differs from the usual one.</summary>
internal sealed class ApiWorldOptions
{
    public bool OnSqlite { get; init; }

    public bool InBackground { get; init; }

    public Action<IServiceCollection> Services { get; init; } = static _ => { };
}
