using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SyncKit.Sqlite;

/// <summary>What a statement answers, row by row.</summary>
internal sealed class Rows(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    private bool isOpen;

    /// <summary>Moves to the next row; <see langword="false"/> when there is none.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Read()
    {
        if (!isOpen)
        {
            return false;
        }

        int code = raw.sqlite3_step(statement);
        isOpen = code == raw.SQLITE_ROW;
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        return isOpen;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Makes the statement ready for its next use, however far it was read.</summary>
    public void Dispose()
    {
        isOpen = false;
        raw.sqlite3_reset(statement);
    }

    internal Rows Begin()
    {
        isOpen = true;
        return this;
    }
}
