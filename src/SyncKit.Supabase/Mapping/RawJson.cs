using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SyncKit.Supabase.Mapping;

/// <summary>
/// Writes JSON of others so that a jsonb column takes it: PostgreSQL keeps neither the character zero nor half a pair of surrogates, so others take their
/// place. Pure.
/// </summary>
internal static class RawJson
{
    private const int EscapeLength = 6;

    // Plug-ins nest what they attach as deep as they like.
    private const int MaxDepth = 1000;

    /// <summary>Writes one JSON value; null where there is none.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(IsClean(value) ? value : Clean(value), skipInputValidation: true);
        }
    }

    /// <summary>The first of the values that stand one after another, as a jsonb column takes it; empty where there is none.</summary>
    public static ReadOnlyMemory<byte> First(ReadOnlyMemory<byte> text)
    {
        ReadOnlyMemory<byte> first = text;
        if (text.Span.IndexOf((byte)'\n') >= 0 || text.Span is not [(byte)'{', .., (byte)'}'])
        {
            first = Read(text);
        }

        return IsClean(first.Span) ? first : Clean(first.Span);
    }

    private static bool IsClean(ReadOnlySpan<byte> value) => value.IndexOf("\\u"u8) < 0 && Utf8.IsValid(value);

    private static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        try
        {
            Utf8JsonReader reader = new(text.Span, new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = true });
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            return text[start..(int)reader.BytesConsumed];
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static byte[] Clean(ReadOnlySpan<byte> value)
    {
        byte[] text = Utf8.IsValid(value) ? value.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value));
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'\\')
            {
                continue;
            }

            int unit = Unit(text, i);
            if (unit < 0)
            {
                // The character behind the backslash is part of the escape, another backslash too.
                i++;
                continue;
            }

            bool isPair = char.IsHighSurrogate((char)unit) && Unit(text, i + EscapeLength) is >= 0xDC00 and <= 0xDFFF;
            if (unit == 0 || (char.IsSurrogate((char)unit) && !isPair))
            {
                "\\ufffd"u8.CopyTo(text.AsSpan(i));
            }

            i += (isPair ? 2 * EscapeLength : EscapeLength) - 1;
        }

        return text;
    }

    /// <summary>The code unit of the escape that begins at a place; -1 when none does.</summary>
    private static int Unit(byte[] text, int at) =>
        at + EscapeLength <= text.Length && text[at] == (byte)'\\' && text[at + 1] == (byte)'u'
            && int.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int unit)
            ? unit
            : -1;
}
