using System.Net;
using Microsoft.Extensions.Configuration;
using SyncKit.SampleHost.Access;

namespace SyncKit.SampleHost.Configuration;

/// <summary>Reads what the host needs to face the internet: its addresses, its proxies and who may call the management API.</summary>
internal static class ServingReader
{
    private const int ShortestToken = 24;

    public static HostSettings Read(IConfiguration configuration, HostSettings settings) => settings with
    {
        Urls = configuration["Urls"] is { Length: > 0 } urls ? urls : settings.Urls,
        PublicAddress = SettingsReader.Address(configuration.GetSection("PublicAddress")),
        TrustedProxies = [.. configuration.GetSection("TrustedProxies").GetChildren().Select(Proxy)],
        Tokens = [.. configuration.GetSection("Api:Tokens").GetChildren().Select(Token)],
        Notifications = NotificationReader.Read(configuration.GetSection("Notifications")),
    };

    private static IPAddress Proxy(IConfigurationSection section) => IPAddress.TryParse(section.Value, out IPAddress? address)
        ? address
        : throw new ConfigurationError($"{section.Path} is '{section.Value}'; it must be the IP address of a proxy.");

    private static AccessToken Token(IConfigurationSection section)
    {
        string token = SettingsReader.Required(section.GetSection("Token"));
        string[] tenants = [.. section.GetSection("Tenants").GetChildren().Select(SettingsReader.Required)];
        if (token.Length < ShortestToken)
        {
            throw new ConfigurationError($"{section.Path}:Token is shorter than {ShortestToken} characters. Make one with 'openssl rand -base64 32'.");
        }

        return tenants.Length > 0
            ? new AccessToken(SettingsReader.Required(section.GetSection("Name")), token, tenants)
            : throw new ConfigurationError($"{section.Path}:Tenants is empty: name the tenants that the token opens, or \"*\" for all of them.");
    }
}
