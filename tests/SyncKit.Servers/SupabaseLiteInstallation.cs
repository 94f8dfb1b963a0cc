namespace SyncKit.Servers;

/// <summary>Node.js and the packages of Supabase's small server on this machine.</summary>
internal sealed class SupabaseLiteInstallation
{
    /// <summary>What a person does who lacks it.</summary>
    public const string HowToInstall =
        "@supabase/lite is not installed: with Node.js 20 or newer run 'npm install --no-package-lock --no-audit --no-fund' in tests/SyncKit.Servers/supabase-lite, "
        + "or say in SYNCKIT_SUPABASE_LITE which folder has its node_modules.";

    private const string Variable = "SYNCKIT_SUPABASE_LITE";
    private const string Folder = "tests/SyncKit.Servers/supabase-lite";

    private SupabaseLiteInstallation(string node, string packages, string script)
    {
        Node = node;
        Packages = packages;
        Script = script;
    }

    /// <summary>The program that runs the server.</summary>
    public string Node { get; }

    /// <summary>The folder with <c>node_modules</c>.</summary>
    public string Packages { get; }

    /// <summary>The server.</summary>
    public string Script { get; }

    /// <summary>What is installed; <see langword="null"/> when something is missing.</summary>
    public static SupabaseLiteInstallation? Find()
    {
        string? node = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "node"))
            .FirstOrDefault(File.Exists);
        string? own = OwnFolder();
        string? packages = new[] { Environment.GetEnvironmentVariable(Variable), own }
            .FirstOrDefault(folder => folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "node_modules", "@supabase", "lite", "package.json")));
        return node is null || own is null || packages is null ? null : new SupabaseLiteInstallation(node, packages, Path.Combine(own, "serve.mjs"));
    }

    private static string? OwnFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string own = Path.Combine(folder.FullName, Folder);
            if (File.Exists(Path.Combine(own, "serve.mjs")))
            {
                return own;
            }
        }

        return null;
    }
}
