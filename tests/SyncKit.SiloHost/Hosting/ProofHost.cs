using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SyncKit.SiloHost.Proof;

namespace SyncKit.SiloHost.Hosting;

/// <summary>A host of SyncKit as an application builds one.</summary>
internal static class ProofHost
{
    public const string Cluster = "synckit";

    /// <summary>A host that works in the background: on a cluster, or on the database alone.</summary>
    public static IHost Working(HostSettings settings)
    {
        HostApplicationBuilder builder = Create(settings, runInBackground: true);
        if (settings.OnOrleans)
        {
            builder.UseOrleans(silo =>
            {
                silo.UseAdoNetClustering(options =>
                {
                    options.Invariant = "Npgsql";
                    options.ConnectionString = $"{settings.Connection};Maximum Pool Size=10;Application Name=cluster";
                });
                silo.ConfigureEndpoints(IPAddress.Loopback, settings.SiloPort, settings.GatewayPort);
                Configure(silo, settings);
            });
        }

        return builder.Build();
    }

    /// <summary>A host that takes orders in and asks, and works on nothing.</summary>
    public static IHost Idle(HostSettings settings) => Create(settings with { OnOrleans = false }, runInBackground: false).Build();

    /// <summary>What every silo of the tests has in common.</summary>
    public static void Configure(ISiloBuilder silo, HostSettings settings)
    {
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster, Cluster));
        silo.Configure<SiloOptions>(options => options.SiloName = settings.Name);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = settings.Probe;
            options.NumMissedProbesLimit = 3;
            options.NumVotesForDeathDeclaration = 1;
        });
    }

    private static HostApplicationBuilder Create(HostSettings settings, bool runInBackground)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Services.AddSingleton(settings);
        if (settings.KeepsProof)
        {
            builder.Services.AddSingleton<IProofBooks, PostgresBooks>();
        }
        else
        {
            builder.Services.AddSingleton<IProofBooks, InstantBooks>();
        }

        SyncKitBuilder synckit = builder.Services.AddSyncKit(options =>
            {
                options.RunInBackground = runInBackground;
                options.LeaseLife = settings.Lease;
                options.Parallelism = settings.Parallelism;
                options.LaneConcurrency = settings.Concurrency;
            })
            .UsePostgreSql(settings.Connection)
            .AddProof();
        if (settings.OnOrleans)
        {
            synckit.RunOnOrleans();
        }

        return builder;
    }
}
