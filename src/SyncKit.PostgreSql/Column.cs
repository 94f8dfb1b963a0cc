using System.Runtime.InteropServices;
using Npgsql;
using SyncKit.Inbox;

namespace SyncKit.PostgreSql;

/// <summary>How values are stored: times as ticks in UTC, amounts as numeric with their digits, hashes as 16 bytes or null.</summary>
internal static class Column
{
    public static byte[]? Of(ContentHash hash) => hash.IsUnknown ? null : hash.ToBytes();

    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> part) && part.Array is { } array && part.Count == array.Length
            ? array
            : bytes.ToArray();

    /// <summary>One column of several rows, as a statement takes it for <c>unnest</c>.</summary>
    public static T[] Each<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        T[] column = new T[rows.Count];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }

    public static ContentHash Hash(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? default : ContentHash.Read(Bytes(row, column));

    public static byte[] Bytes(NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static DateTimeOffset Time(NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Time(row, column);

    public static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
