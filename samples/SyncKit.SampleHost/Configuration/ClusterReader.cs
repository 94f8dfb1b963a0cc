using System.Net;
using Microsoft.Extensions.Configuration;
using SyncKit.SampleHost.Storing;

namespace SyncKit.SampleHost.Configuration;

/// <summary>Reads whether and how the host takes part in a cluster.</summary>
internal static class ClusterReader
{
    public static HostSettings Read(IConfigurationSection section, HostSettings settings)
    {
        if (!section.Exists())
        {
            return settings;
        }

        if (!StorageKind.Of(settings.Storage, "Storage").IsShared)
        {
            throw new ConfigurationError($"{section.Path} needs a Storage that several machines share: let Storage name a PostgreSQL server.");
        }

        if (settings.Storage.Contains("://", StringComparison.Ordinal))
        {
            throw new ConfigurationError($"{section.Path} needs Storage as settings, not as an address: write it like Host=db.example;Database=synckit;Username=synckit;Password=...");
        }

        string address = section["Address"] is { Length: > 0 } text ? text : "127.0.0.1";
        return settings with
        {
            Cluster = new ClusterSettings(
                IPAddress.TryParse(address, out IPAddress? parsed)
                    ? parsed
                    : throw new ConfigurationError($"{section.Path}:Address is '{address}'; it must be the IP address at which the other hosts reach this one."),
                Port(section.GetSection("SiloPort")),
                Port(section.GetSection("GatewayPort"))),
        };
    }

    private static int Port(IConfigurationSection section) => int.TryParse(SettingsReader.Required(section), out int port) && port is > 0 and < 65_536
        ? port
        : throw new ConfigurationError($"{section.Path} is '{section.Value}'; it must be a port that is free on this machine.");
}
