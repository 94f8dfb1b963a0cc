using Npgsql;
using SyncKit.SiloHost.Hosting;

namespace SyncKit.SiloHost.Proof;

/// <summary>Books in a database, which several hosts write.</summary>
internal sealed class PostgresBooks(HostSettings settings) : IProofBooks, IAsyncDisposable
{
    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create($"{settings.Connection};Maximum Pool Size=30;Application Name=books");

    public async Task WriteAsync(string lane, string request, IReadOnlyList<string> records, long used)
    {
        await using NpgsqlCommand command = database.CreateCommand("SELECT proof.write($1, $2, $3, $4, $5, $6)");
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            new NpgsqlParameter { Value = lane }, new NpgsqlParameter { Value = settings.Name }, new NpgsqlParameter { Value = request },
            new NpgsqlParameter { Value = records.ToArray() }, new NpgsqlParameter { Value = used }, new NpgsqlParameter { Value = settings.Work },
        ]);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<string>> FindAsync(string lane, string request)
    {
        await using NpgsqlCommand command = database.CreateCommand("SELECT record FROM proof.document WHERE lane = $1 AND request = $2");
        command.Parameters.AddRange((NpgsqlParameter[])[new NpgsqlParameter { Value = lane }, new NpgsqlParameter { Value = request }]);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
