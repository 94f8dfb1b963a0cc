using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using SyncKit.Orleans.Clustering;
using SyncKit.SampleHost.Configuration;

namespace SyncKit.SampleHost.Clustering;

/// <summary>Makes the host a silo of an Orleans cluster whose members find each other in the database of the storage.</summary>
internal static class ClusterSetup
{
    private const string Name = "synckit";

    public static void UseCluster(this WebApplicationBuilder builder, ClusterSettings cluster, string storage) => builder.UseOrleans(silo => silo
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Name, Name))
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", storage))
        .ConfigureEndpoints(cluster.Address, cluster.SiloPort, cluster.GatewayPort));

    /// <summary>Makes the tables in which the members find each other; any number of hosts may do so at once.</summary>
    public static async Task EnsureTablesAsync(string storage, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(storage);
        await OrleansTables.EnsureAsync(database, cancellationToken);
    }
}
