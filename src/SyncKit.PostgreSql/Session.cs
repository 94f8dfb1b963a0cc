using Npgsql;

namespace SyncKit.PostgreSql;

/// <summary>A connection while one piece of work uses it. Parameters are called <c>$1</c>, <c>$2</c> and so on; statements are prepared by the driver.</summary>
internal sealed class Session(NpgsqlConnection connection)
{
    /// <summary>The connection itself, for <c>COPY</c>.</summary>
    public NpgsqlConnection Connection => connection;

    /// <returns>How many rows it wrote.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        NpgsqlCommand command = Command(sql, values);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs several statements that take no parameters and are not needed again.</summary>
    public async Task RunAsync(string script, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(script, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All rows of an answer, in order.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        List<T> rows = [];
        NpgsqlCommand command = Command(sql, values);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }

    /// <summary>The first row of an answer; the default where there is none.</summary>
    public async Task<T?> FindAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        NpgsqlCommand command = Command(sql, values);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? read(reader) : default;
            }
        }
    }

    /// <summary>Whether an answer has a row.</summary>
    public Task<bool> FindsAsync(string sql, CancellationToken cancellationToken, params object?[] values) =>
        FindAsync(sql, static _ => true, cancellationToken, values);

    /// <summary>Runs several statements in one round trip.</summary>
    public async Task ExecuteAsync(IReadOnlyList<(string Sql, object?[] Values)> statements, CancellationToken cancellationToken)
    {
        NpgsqlBatch batch = new(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach ((string sql, object?[] values) in statements)
            {
                NpgsqlBatchCommand command = new(sql);
                Bind(command.Parameters, values);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Begins statements that go to the server together and may answer with rows.</summary>
    public Batch Begin() => new(connection);

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        NpgsqlCommand command = new(sql, connection);
        Bind(command.Parameters, values);
        return command;
    }

    internal static void Bind(NpgsqlParameterCollection parameters, object?[] values)
    {
        foreach (object? value in values)
        {
            parameters.Add(Parameter(value));
        }
    }

    /// <summary>Typed by hand: the driver then neither boxes again nor asks what a value is.</summary>
    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        string text => new NpgsqlParameter<string> { TypedValue = StorableText.Of(text) },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        decimal amount => new NpgsqlParameter<decimal> { TypedValue = amount },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
        string?[] texts => new NpgsqlParameter<string?[]> { TypedValue = StorableText.Of(texts) },
        long[] numbers => new NpgsqlParameter<long[]> { TypedValue = numbers },
        long?[] numbers => new NpgsqlParameter<long?[]> { TypedValue = numbers },
        int[] numbers => new NpgsqlParameter<int[]> { TypedValue = numbers },
        int?[] numbers => new NpgsqlParameter<int?[]> { TypedValue = numbers },
        bool[] flags => new NpgsqlParameter<bool[]> { TypedValue = flags },
        decimal[] amounts => new NpgsqlParameter<decimal[]> { TypedValue = amounts },
        byte[]?[] blobs => new NpgsqlParameter<byte[]?[]> { TypedValue = blobs },
        _ => throw new ArgumentException($"A {value.GetType().Name} has no form in which it is stored.", nameof(value)),
    };
}
