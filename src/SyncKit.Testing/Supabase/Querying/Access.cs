using System.Text.Json;
using SyncKit.Testing.Supabase.Tables;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Who asks.</summary>
/// <param name="Role">The database role.</param>
/// <param name="Claims">What the caller's token says; an empty object without one.</param>
internal sealed record Access(string Role, JsonElement Claims)
{
    public const string Server = "service_role";
    public const string Anonymous = "anon";

    public bool IsAnonymous => Role == Anonymous;

    public void Require(ProjectTable table)
    {
        if (table.Revoked.Contains(Role))
        {
            throw Refuse.NotGranted(table);
        }
    }

    /// <summary>Whether row-level security lets the caller see and write a row.</summary>
    public bool May(ProjectTable table, TableRow row) => Role == Server || !table.IsSecured || table.Policy?.Invoke(Claims, row) == true;
}
