using System.Reflection;
using Npgsql;

namespace SyncKit.SiloHost.Proof;

/// <summary>The tables of the books.</summary>
internal static class ProofTables
{
    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        using StreamReader script = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("ProofTables.sql")!);
        await using NpgsqlCommand command = database.CreateCommand(await script.ReadToEndAsync(cancellationToken));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
