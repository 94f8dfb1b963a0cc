using Microsoft.Extensions.Hosting;
using Npgsql;
using SyncKit.Orleans.Clustering;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Proof;

namespace SyncKit.SiloHost.Measuring;

/// <summary>Makes a database ready for hosts.</summary>
internal static class Preparation
{
    public static async Task RunAsync(HostSettings settings)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(settings.Connection);
        await OrleansTables.EnsureAsync(database);
        await ProofTables.EnsureAsync(database, CancellationToken.None);
        using IHost host = ProofHost.Idle(settings);
        await ProofWorld.ConnectAsync(host.Services, settings.Tenants, CancellationToken.None);
    }
}
