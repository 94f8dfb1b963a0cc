using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SyncKit.Sqlite;

/// <summary>A prepared statement whose parameters are called <c>$1</c>, <c>$2</c> and so on.</summary>
internal sealed class Statement(SqliteCommand command) : IDisposable
{
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    public bool Finds(params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Query(values);
        return reader.Read();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        SqliteParameterCollection parameters = command.Parameters;
        while (parameters.Count < values.Length)
        {
            parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${parameters.Count + 1}") });
        }

        for (int i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
