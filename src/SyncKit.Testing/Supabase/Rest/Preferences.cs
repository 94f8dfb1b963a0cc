using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Rest;

/// <summary>What the header <c>Prefer</c> asks for.</summary>
internal sealed class Preferences
{
    private static readonly string[] Names = ["resolution", "return", "count", "missing", "handling", "max-affected", "timezone", "tx"];

    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    public Preferences(SimulatedRequest request)
    {
        string[] parts = (request.Headers.GetValueOrDefault("Prefer") ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<string> unknown = [];
        foreach (string part in parts)
        {
            string[] sides = part.Split('=', 2);
            if (sides.Length == 2 && Names.Contains(sides[0]))
            {
                given.TryAdd(sides[0], sides[1]);
            }
            else
            {
                unknown.Add(part);
            }
        }

        if (IsStrict && unknown.Count > 0)
        {
            throw new DatabaseErrorException("PGRST122", "Invalid preferences given with handling=strict", $"Invalid preferences: {string.Join(", ", unknown)}");
        }
    }

    public string? Return => this["return"];

    public string? Resolution => this["resolution"] is "merge-duplicates" or "ignore-duplicates" ? this["resolution"] : null;

    public bool MissingAreDefault => this["missing"] == "default";

    /// <summary>Whether the rows are to be counted.</summary>
    public bool Counts => this["count"] is "exact" or "planned" or "estimated";

    /// <summary>The most rows that a change may reach.</summary>
    public long? MaxAffected => IsStrict && long.TryParse(this["max-affected"], out long most) ? most : null;

    private bool IsStrict => this["handling"] == "strict";

    private string? this[string name] => given.GetValueOrDefault(name);

    /// <summary>The header that names those of some preferences that were given.</summary>
    public SimulatedResponse Applied(SimulatedResponse response, params string[] names)
    {
        string applied = string.Join(", ", names.Where(given.ContainsKey).Select(name => $"{name}={given[name]}"));
        return applied.Length == 0 ? response : response.With("Preference-Applied", applied);
    }
}
