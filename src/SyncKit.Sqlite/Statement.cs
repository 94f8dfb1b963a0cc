using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SyncKit.Sqlite;

/// <summary>
/// A prepared statement whose parameters are called <c>?1</c>, <c>?2</c> and so on. They are bound by position: by name, each would be searched for
/// among all of them, for every row that is written.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int ShortText = 256;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly Rows rows;

    /// <exception cref="SqliteException">It is not a statement of this database.</exception>
    public Statement(sqlite3 database, string sql)
    {
        this.database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
        rows = new Rows(database, statement);
    }

    /// <returns>How many rows it wrote.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        using Rows answer = Query(values);
        while (answer.Read())
        {
        }

        return raw.sqlite3_changes(database);
    }

    /// <summary>The rows are there until they are disposed, and the statement is not used again before.</summary>
    public Rows Query(params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), database);
        }

        return rows.Begin();
    }

    public bool Finds(params ReadOnlySpan<object?> values)
    {
        using Rows answer = Query(values);
        return answer.Read();
    }

    public void Dispose() => statement.Dispose();

    private int Bind(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => BindText(index, text),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, index, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no form in which it is stored.", nameof(value)),
    };

    private int BindText(int index, string text)
    {
        // An empty span has no address, and SQLite would take it for null.
        if (text.Length is 0 or > ShortText)
        {
            return raw.sqlite3_bind_text(statement, index, text);
        }

        Span<byte> utf8 = stackalloc byte[ShortText * 3];
        return raw.sqlite3_bind_text(statement, index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }
}
