using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using SyncKit.Connections;
using SyncKit.SampleHost.Storing;

namespace SyncKit.SampleHost.Configuration;

/// <summary>Reads the host's settings and says in one sentence which key is missing or wrong. Reads only: nothing is written.</summary>
internal static class SettingsReader
{
    public static HostSettings Read(IConfiguration configuration, string dataFolder)
    {
        HostSettings settings = new()
        {
            Storage = Storage(configuration, dataFolder),
            QuickBooks = new QuickBooksApp(
                Required(configuration.GetSection("QuickBooks:ClientId")),
                Required(configuration.GetSection("QuickBooks:ClientSecret")),
                Address(configuration.GetSection("QuickBooks:ApiUrl")),
                Address(configuration.GetSection("QuickBooks:TokenUrl")))
            {
                AuthorizeUrl = Address(configuration.GetSection("QuickBooks:AuthorizeUrl")),
                RevokeUrl = Address(configuration.GetSection("QuickBooks:RevokeUrl")),
                VerifierToken = configuration["QuickBooks:WebhookVerifierToken"] ?? string.Empty,
                Limits = new QuickBooksLimits(
                    Count(configuration.GetSection("QuickBooks:RequestsPerSecond")),
                    Count(configuration.GetSection("QuickBooks:RequestsPerMinute")),
                    Count(configuration.GetSection("QuickBooks:BatchCallsPerMinute")),
                    Count(configuration.GetSection("QuickBooks:BatchSize"))),
            },
            AllowPrivateAddresses = Switch(configuration.GetSection("WooCommerce:AllowPrivateAddresses")),
            PollInterval = Span(configuration.GetSection("Engine:PollInterval"), TimeSpan.FromMinutes(1)),
            LeaseLife = Span(configuration.GetSection("Engine:LeaseLife"), TimeSpan.FromSeconds(5)),
            Tenants = Tenants(configuration.GetSection("Tenants")),
        };
        return ServingReader.Read(
            configuration, ClusterReader.Read(configuration.GetSection("Cluster"), KeyReader.Read(configuration.GetSection("Keys"), settings)));
    }

    private static string Storage(IConfiguration configuration, string dataFolder)
    {
        string? text = configuration["Storage"];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, "synckit.db") }.ToString();
        }

        StorageKind.Of(text, "Storage");
        return text;
    }

    private static List<TenantSettings> Tenants(IConfigurationSection section)
    {
        List<TenantSettings> tenants = [.. section.GetChildren().Select(Tenant)];
        string? twice = tenants.GroupBy(tenant => tenant.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? tenants : throw new ConfigurationError($"Tenants has two entries with the Id '{twice}'; each needs its own.");
    }

    private static TenantSettings Tenant(IConfigurationSection section)
    {
        IConfigurationSection shop = section.GetSection("WooCommerce");
        IConfigurationSection company = section.GetSection("QuickBooks");
        string realm = Required(company.GetSection("RealmId"));
        if (!realm.All(char.IsAsciiDigit))
        {
            throw new ConfigurationError($"{company.Path}:RealmId is '{realm}'; it must be the company's number, digits only.");
        }

        return new TenantSettings
        {
            Id = TenantName(section.GetSection("Id")),
            StoreUrl = StoreAddress(shop.GetSection("StoreUrl")),
            ConsumerKey = Required(shop.GetSection("ConsumerKey")),
            ConsumerSecret = Required(shop.GetSection("ConsumerSecret")),
            WebhookSecret = shop["WebhookSecret"],
            RealmId = realm,
            RefreshToken = Required(company.GetSection("RefreshToken")),
            QuickBooksJson = SectionJson.Write(company.GetSection("Settings"), ("realmId", realm)),
            Supabase = section.GetSection("Supabase") is { } project && project.Exists() ? Project(project) : null,
        };
    }

    private static SupabaseProject Project(IConfigurationSection section)
    {
        Uri url = StoreAddress(section.GetSection("Url"));
        return new SupabaseProject(url, Required(section.GetSection("SecretKey")), SectionJson.Write(section.GetSection("Settings"), ("url", url.ToString())));
    }

    private static bool? Switch(IConfigurationSection section) => section.Value switch
    {
        null or "" => null,
        { } text when bool.TryParse(text, out bool value) => value,
        { } text => throw new ConfigurationError($"{section.Path} is '{text}'; it must be true or false."),
    };

    private static string TenantName(IConfigurationSection section)
    {
        try
        {
            return new TenantId(Required(section)).Value;
        }
        catch (ArgumentException malformed)
        {
            throw new ConfigurationError($"{section.Path} is wrong: {malformed.Message}");
        }
    }

    private static Uri StoreAddress(IConfigurationSection section)
    {
        Required(section);
        Uri address = Address(section)!;
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? address
            : throw new ConfigurationError($"{section.Path} is '{section.Value}'; credentials go over https only (http is for this machine).");
    }

    public static Uri? Address(IConfigurationSection section)
    {
        if (string.IsNullOrWhiteSpace(section.Value))
        {
            return null;
        }

        bool valid = Uri.TryCreate(section.Value, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        return valid ? address : throw new ConfigurationError($"{section.Path} is '{section.Value}'; it must be an https address.");
    }

    public static int? Count(IConfigurationSection section)
    {
        if (string.IsNullOrWhiteSpace(section.Value))
        {
            return null;
        }

        return int.TryParse(section.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new ConfigurationError($"{section.Path} is '{section.Value}'; it must be a whole number above zero.");
    }

    private static TimeSpan Span(IConfigurationSection section, TimeSpan standard)
    {
        if (string.IsNullOrWhiteSpace(section.Value))
        {
            return standard;
        }

        return TimeSpan.TryParse(section.Value, CultureInfo.InvariantCulture, out TimeSpan span)
            ? span
            : throw new ConfigurationError($"{section.Path} is '{section.Value}'; write a time span such as 00:01:00.");
    }

    public static string Required(IConfigurationSection section) =>
        string.IsNullOrWhiteSpace(section.Value) ? throw new ConfigurationError($"{section.Path} is missing.") : section.Value;
}
