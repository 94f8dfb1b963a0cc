using System.Globalization;
using System.Runtime.InteropServices;
using SyncKit.Inbox;

namespace SyncKit.Sqlite;

/// <summary>How values are stored.</summary>
internal static class Column
{
    public static string Of(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static byte[]? Of(ContentHash hash) => hash.IsUnknown ? null : hash.ToBytes();

    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> part) && part.Array is { } array && part.Count == array.Length
            ? array
            : bytes.ToArray();

    public static decimal Amount(Rows reader, int column) =>
        decimal.Parse(reader.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    public static ContentHash Hash(Rows reader, int column) =>
        reader.IsNull(column) ? default : ContentHash.Read(Bytes(reader, column));

    public static byte[] Bytes(Rows reader, int column) => reader.GetBytes(column);

    public static DateTimeOffset Time(Rows reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);
}
