using System.Text.Json;

namespace SyncKit.Supabase.Delivery;

/// <summary>
/// The content of an intent: a line that names the rows of its targets, then per request a line that describes it and the exact bytes of its body. Pure.
/// </summary>
internal sealed class CallFrame
{
    private CallFrame(IReadOnlyList<string> rows, IReadOnlyList<CallPart> parts)
    {
        Rows = rows;
        Parts = parts;
    }

    /// <summary>How the ledger names the row of each target.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>The requests, in the order in which they are sent.</summary>
    public IReadOnlyList<CallPart> Parts { get; }

    public static void WriteHead(PooledBuffer buffer, IEnumerable<string> rows)
    {
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            Texts(json, "rows"u8, rows);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    /// <param name="buffer">The content so far.</param>
    /// <param name="part">The request without its body.</param>
    /// <param name="before">What stands before the rows.</param>
    /// <param name="rows">The rows, with commas between them.</param>
    /// <param name="after">What stands behind the rows.</param>
    public static void WritePart(PooledBuffer buffer, CallPart part, ReadOnlySpan<byte> before, ReadOnlySpan<byte> rows, ReadOnlySpan<byte> after)
    {
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("method"u8, part.Method);
            json.WriteString("path"u8, part.Path);
            json.WriteNumber("first"u8, part.First);
            json.WriteStartArray("counts"u8);
            foreach (int count in part.Counts)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
            Texts(json, "ids"u8, part.Ids);
            Texts(json, "conditions"u8, part.Conditions);
            json.WriteBoolean("returns"u8, part.Returns);
            json.WriteBoolean("function"u8, part.IsFunction);
            json.WriteNumber("array"u8, part.ArrayAt);
            json.WriteNumber("length"u8, before.Length + rows.Length + after.Length);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        buffer.Write(before);
        buffer.Write(rows);
        buffer.Write(after);
        buffer.Write("\n"u8);
    }

    /// <exception cref="JsonException">These are no bytes of an intent.</exception>
    public static CallFrame Read(ReadOnlyMemory<byte> content)
    {
        using JsonDocument head = Line(ref content);
        List<CallPart> parts = [];
        while (!content.IsEmpty)
        {
            using JsonDocument line = Line(ref content);
            JsonElement part = line.RootElement;
            int length = part.GetProperty("length"u8).GetInt32();
            parts.Add(new CallPart
            {
                Method = part.GetProperty("method"u8).GetString()!,
                Path = part.GetProperty("path"u8).GetString()!,
                First = part.GetProperty("first"u8).GetInt32(),
                Counts = [.. part.GetProperty("counts"u8).EnumerateArray().Select(static count => count.GetInt32())],
                Ids = Texts(part.GetProperty("ids"u8)),
                Conditions = Texts(part.GetProperty("conditions"u8)),
                Returns = part.GetProperty("returns"u8).GetBoolean(),
                IsFunction = part.GetProperty("function"u8).GetBoolean(),
                ArrayAt = part.GetProperty("array"u8).GetInt32(),
                Body = content[..length],
            });
            content = content[(length + 1)..];
        }

        return new CallFrame(Texts(head.RootElement.GetProperty("rows"u8)), parts);
    }

    private static JsonDocument Line(ref ReadOnlyMemory<byte> content)
    {
        int end = content.Span.IndexOf((byte)'\n');
        ReadOnlyMemory<byte> line = content[..Math.Max(end, 0)];
        content = content[(end + 1)..];
        return JsonDocument.Parse(line);
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(static text => text.GetString()!)];

    private static void Texts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
