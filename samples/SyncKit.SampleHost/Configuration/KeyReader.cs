using Microsoft.Extensions.Configuration;

namespace SyncKit.SampleHost.Configuration;

/// <summary>Reads the keys that encrypt credentials, or the file that holds them.</summary>
internal static class KeyReader
{
    private const int KeySize = 32;

    public static HostSettings Read(IConfigurationSection section, HostSettings settings)
    {
        if (section["File"] is { Length: > 0 } file)
        {
            return File.Exists(file)
                ? settings with { KeyFile = file }
                : throw new ConfigurationError($"{section.Path}:File is '{file}', which is not there.");
        }

        Dictionary<string, string> ring = section.GetChildren()
            .Where(key => !string.Equals(key.Key, "Active", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(key => key.Key, Key, StringComparer.OrdinalIgnoreCase);
        string active = SettingsReader.Required(section.GetSection("Active"));
        return ring.ContainsKey(active)
            ? settings with { ActiveKey = active, Keys = ring }
            : throw new ConfigurationError($"Keys:{active} is missing: Keys:Active names it. Make one with 'openssl rand -base64 32'.");
    }

    private static string Key(IConfigurationSection section)
    {
        Span<byte> bytes = stackalloc byte[KeySize + 1];
        return Convert.TryFromBase64String(section.Value ?? string.Empty, bytes, out int length) && length == KeySize
            ? section.Value!
            : throw new ConfigurationError($"{section.Path} is not a 256-bit key in base64. Make one with 'openssl rand -base64 32'.");
    }
}
