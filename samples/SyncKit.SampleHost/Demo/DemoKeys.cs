using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SyncKit.SampleHost.Demo;

/// <summary>The demo's own key file, readable by its owner alone.</summary>
internal static class DemoKeys
{
    private const string FileName = "demo-keys.json";

    /// <returns>The file's path.</returns>
    public static string Ensure(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Write(path, new JsonObject { ["active"] = "demo-1", ["keys"] = new JsonObject { ["demo-1"] = NewKey() } });
        }

        return path;
    }

    /// <summary>Adds a key and makes it the active one; the earlier ones stay until nothing needs them.</summary>
    public static void AddKey(string folder)
    {
        string path = Ensure(folder);
        JsonObject ring = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        JsonObject keys = ring["keys"]!.AsObject();
        string id = string.Create(CultureInfo.InvariantCulture, $"demo-{keys.Count + 1}");
        keys[id] = NewKey();
        ring["active"] = id;
        Write(path, ring);
    }

    /// <summary>A whole file takes the place of the whole file.</summary>
    private static void Write(string path, JsonObject ring)
    {
        string next = path + ".new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter writer = new(next, options))
        {
            writer.Write(ring.ToJsonString());
        }

        File.Move(next, path, overwrite: true);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
