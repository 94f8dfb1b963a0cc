namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>The percent sign stands for any text; there is no other wildcard.</summary>
internal static class LikePattern
{
    public static bool Matches(string text, string pattern)
    {
        string[] parts = pattern.Split('%');
        if (parts.Length == 1)
        {
            return text == pattern;
        }

        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        int at = parts[0].Length;
        foreach (string part in parts[1..^1])
        {
            int found = text.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return text.Length - at >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
