using Npgsql;

namespace SyncKit.PostgreSql;

/// <summary>
/// Statements that go to the server in one round trip. Each sees what was committed when it began, so one may lock and the next may read what those who
/// held the lock before have left. Outside of a transaction they are one by themselves.
/// </summary>
internal sealed class Batch(NpgsqlConnection connection)
{
    private readonly List<NpgsqlBatchCommand> commands = [];
    private readonly List<Action<NpgsqlDataReader>> readers = [];

    /// <summary>Adds a statement that answers with no rows.</summary>
    public void Add(string sql, params object?[] values)
    {
        NpgsqlBatchCommand command = new(sql);
        Session.Bind(command.Parameters, values);
        commands.Add(command);
    }

    /// <summary>Adds a statement that answers with rows.</summary>
    /// <returns>The rows, once the batch has run.</returns>
    public List<T> AddList<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        List<T> rows = [];
        readers.Add(row => rows.Add(read(row)));
        Add(sql, values);
        return rows;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (commands.Count == 0)
        {
            return;
        }

        NpgsqlBatch batch = new(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (NpgsqlBatchCommand command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                // The reader stops at answers that have rows, and at no others.
                foreach (Action<NpgsqlDataReader> read in readers)
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        read(reader);
                    }

                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
