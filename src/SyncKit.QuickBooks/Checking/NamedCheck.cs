using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SyncKit.Connectors;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Looks for an entry that a setting names. Pure.</summary>
internal static class NamedCheck
{
    /// <returns>Whether it is there and active.</returns>
    public static bool TryFind(
        IReadOnlyList<JsonElement> rows, string setting, string name, string what, out JsonElement found, [NotNullWhen(false)] out Finding? problem)
    {
        JsonElement? row = EntryMatch.Named(rows, name);
        found = row ?? default;
        problem = row is null ? Found.Error(setting, $"The setting {setting} names '{name}', which is not {what} of the company: correct the name or add it in QuickBooks.")
            : !EntryMatch.IsActive(found) ? Found.Error(setting, $"The setting {setting} names '{name}', which is inactive: make it active in QuickBooks or name another.")
            : null;
        return problem is null;
    }

    public static IEnumerable<Finding> Missing(IReadOnlyList<JsonElement> rows, IEnumerable<(string Setting, string Name)> named, string what)
    {
        foreach ((string setting, string name) in named)
        {
            if (!TryFind(rows, setting, name, what, out _, out Finding? problem))
            {
                yield return problem;
            }
        }
    }
}
