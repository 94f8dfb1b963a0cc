using System.Text;

namespace SyncKit.PostgreSql;

/// <summary>
/// Text as PostgreSQL can hold it: it knows neither U+0000 nor half of a character, and what comes from outside may hold both. They become U+FFFD, so that
/// such a text is still told apart from others and stored instead of refused.
/// </summary>
internal static class StorableText
{
    public static string Of(string text) => NeedsRepair(text) ? Repair(text) : text;

    public static string?[] Of(string?[] texts) =>
        Array.Exists(texts, static text => text is not null && NeedsRepair(text)) ? Array.ConvertAll(texts, static text => text is null ? null : Of(text)) : texts;

    private static bool NeedsRepair(string text) =>
        text.Contains('\0', StringComparison.Ordinal) || (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && HasHalf(text));

    private static bool HasHalf(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }

    private static string Repair(string text)
    {
        StringBuilder repaired = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            repaired.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return repaired.ToString();
    }
}
