using System.Buffers;
using System.Text.Json;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Delivery;

/// <summary>Makes a request out of a part of an intent: as it is for all of its targets, else with the rows of some of them. Pure.</summary>
internal static class CallComposer
{
    private const string Minimal = "return=minimal";
    private const string Upsert = "resolution=merge-duplicates,return=minimal";
    private const string UpsertReturning = "resolution=merge-duplicates,return=representation";

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = 1100 };

    /// <param name="part">The part.</param>
    /// <param name="targets">The places of the targets in the intent, ascending; at least one.</param>
    public static ProjectCall Compose(CallPart part, IReadOnlyList<int> targets) => new(new HttpMethod(part.Method), Path(part, targets))
    {
        Body = part.HasRows && targets.Count < part.Counts.Count ? Select(part, targets) : part.Body,
        Prefer = part.IsFunction ? string.Empty : part.Method != "POST" ? Minimal : part.Returns ? UpsertReturning : Upsert,
    };

    private static string Path(CallPart part, IReadOnlyList<int> targets)
    {
        if (part.Ids.Count == 0)
        {
            return part.Path;
        }

        string path = $"{part.Path}{string.Join(',', targets.Select(target => Filters.Value(part.Ids[target - part.First])))})";
        return part.Conditions.Count == 0 ? path : $"{path}&or=({string.Join(',', targets.Select(target => part.Conditions[target - part.First]))})";
    }

    private static byte[] Select(CallPart part, IReadOnlyList<int> targets)
    {
        ReadOnlySpan<byte> body = part.Body.Span;
        List<Range> rows = RowsOf(body, part.ArrayAt, out int end);
        HashSet<int> wanted = [.. targets];
        ArrayBufferWriter<byte> selected = new(body.Length);
        selected.Write(body[..(part.ArrayAt + 1)]);
        bool isFirst = true;
        int row = 0;
        for (int i = 0; i < part.Counts.Count; i++)
        {
            for (int last = row + part.Counts[i]; row < last; row++)
            {
                if (wanted.Contains(part.First + i))
                {
                    selected.Write(isFirst ? [] : ","u8);
                    selected.Write(body[rows[row]]);
                    isFirst = false;
                }
            }
        }

        selected.Write(body[end..]);
        return selected.WrittenSpan.ToArray();
    }

    private static List<Range> RowsOf(ReadOnlySpan<byte> body, int arrayAt, out int end)
    {
        List<Range> rows = [];
        Utf8JsonReader reader = new(body[arrayAt..], AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            rows.Add((arrayAt + start)..(arrayAt + (int)reader.BytesConsumed));
        }

        end = arrayAt + (int)reader.TokenStartIndex;
        return rows;
    }
}
