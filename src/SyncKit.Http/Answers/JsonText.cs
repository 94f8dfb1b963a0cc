using System.Text.Json;

namespace SyncKit.Http;

/// <summary>Cheap looks at a body that should be JSON.</summary>
internal static class JsonText
{
    private const int MostCandidates = 64;

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    public static bool IsBlank(ReadOnlySpan<byte> body) => body.Trim(WhiteSpace).IsEmpty;

    /// <summary>Whether the body begins and ends as one object or array. A document cut short all but never does, and no second pass is paid.</summary>
    public static bool LooksWhole(ReadOnlySpan<byte> body) =>
        body.Trim(WhiteSpace) is [(byte)'{', .., (byte)'}'] or [(byte)'[', .., (byte)']'];

    public static bool TryReadPastNoise(ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> json)
    {
        var from = 0;
        for (var i = 0; i < MostCandidates; i++)
        {
            var step = body.Span[from..].IndexOfAny((byte)'{', (byte)'[');
            if (step < 0)
            {
                break;
            }

            from += step;
            if (IsDocument(body.Span[from..]))
            {
                json = body[from..];
                return true;
            }

            from++;
        }

        json = default;
        return false;
    }

    private static bool IsDocument(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
