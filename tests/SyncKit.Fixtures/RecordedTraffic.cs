using System.Text;
using System.Text.Json;

namespace SyncKit.Fixtures;

/// <summary>Recorded traffic of a real WooCommerce 11 store: the full folder where it is at hand, a small selection otherwise.</summary>
public static class RecordedTraffic
{
    private const string Folder = "fixtures/woocommerce";

    private static readonly (string Root, bool Complete) Found = Find();

    /// <summary>Whether the full folder was found.</summary>
    public static bool IsComplete => Found.Complete;

    /// <summary>Reads a recorded body as text.</summary>
    /// <param name="relativePath">The path below the folder, for example <c>orders/single/simple_tx.json</c>.</param>
    public static string Read(string relativePath) => Encoding.UTF8.GetString(ReadBytes(relativePath));

    /// <summary>Reads a recorded body as it is.</summary>
    /// <param name="relativePath">The path below the folder.</param>
    public static byte[] ReadBytes(string relativePath) => File.ReadAllBytes(Path.Combine(Found.Root, relativePath));

    /// <summary>Whether a recorded body is at hand.</summary>
    /// <param name="relativePath">The path below the folder.</param>
    public static bool Has(string relativePath) => File.Exists(Path.Combine(Found.Root, relativePath));

    /// <summary>All recorded whole orders: single bodies and those of lists, each with the file it is from.</summary>
    public static IEnumerable<(string Source, string Json)> Orders()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Found.Root, "orders"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".meta.json", StringComparison.Ordinal))
            {
                continue;
            }

            using JsonDocument body = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement element in body.RootElement.ValueKind == JsonValueKind.Array ? body.RootElement.EnumerateArray().ToArray() : [body.RootElement])
            {
                if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("order_key", out _) && element.TryGetProperty("line_items", out _))
                {
                    yield return (Path.GetRelativePath(Found.Root, file), element.GetRawText());
                }
            }
        }
    }

    /// <summary>All recorded deliveries.</summary>
    public static IEnumerable<RecordedWebhook> Webhooks()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Found.Root, "webhooks"), "*.body").Order(StringComparer.Ordinal))
        {
            using JsonDocument meta = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(file, ".meta.json")));
            Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
            foreach (JsonElement header in meta.RootElement.GetProperty("headers").EnumerateArray())
            {
                headers[header[0].GetString()!] = header[1].GetString()!;
            }

            string? secret = meta.RootElement.TryGetProperty("secret", out JsonElement given) ? given.GetString() : null;
            yield return new RecordedWebhook(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file), headers, secret);
        }
    }

    private static (string Root, bool Complete) Find()
    {
        if (Environment.GetEnvironmentVariable("SYNCKIT_FIXTURES") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "orders")))
        {
            return (named, true);
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", Folder);
            if (Directory.Exists(candidate))
            {
                return (candidate, true);
            }
        }

        return (Path.Combine(AppContext.BaseDirectory, "Recorded"), false);
    }
}
