using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Supabase.Delivery;

namespace SyncKit.Supabase.Rows;

/// <summary>Takes rows as one JSON array and remembers where each ends. Not safe for use from several threads.</summary>
internal sealed class RowSink : IDisposable
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PooledBuffer buffer = new();
    private readonly List<int> ends = [];

    public RowSink()
    {
        Json = new Utf8JsonWriter(buffer, Compact);
        Json.WriteStartArray();
    }

    public Utf8JsonWriter Json { get; }

    /// <summary>Room for the lines of one order, so that no list is made per order.</summary>
    public List<LineRow> Lines { get; } = [];

    /// <summary>How many rows there are.</summary>
    public int Count => ends.Count;

    /// <summary>How many bytes there are.</summary>
    public int Length => (int)(Json.BytesCommitted + Json.BytesPending);

    /// <summary>Says that a row is whole.</summary>
    public void End() => ends.Add(Length);

    /// <summary>Where a row begins.</summary>
    public int StartOf(int row) => row == 0 ? 1 : ends[row - 1] + 1;

    /// <summary>Where a row ends.</summary>
    public int EndOf(int row) => ends[row];

    /// <summary>Ends the array.</summary>
    /// <returns>All of it, which stays as it is until the sink is used again.</returns>
    public ReadOnlySpan<byte> Close()
    {
        Json.WriteEndArray();
        Json.Flush();
        return buffer.Written;
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        buffer.Clear();
        Json.Reset(buffer);
        ends.Clear();
        Json.WriteStartArray();
    }

    public void Dispose()
    {
        Json.Dispose();
        buffer.Dispose();
    }
}
