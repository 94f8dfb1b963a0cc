using System.Text;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Brings text into the form and length that QuickBooks takes.</summary>
internal static class Text
{
    /// <summary>One line: no control or surrogate characters, white space collapsed, cut to a length.</summary>
    public static string Line(string? text, int most) => Clean(text, most, name: false);

    /// <summary>A name: a line without the colon, which QuickBooks keeps for its hierarchies.</summary>
    public static string Name(string? text, int most) => Clean(text, most, name: true);

    /// <summary>An e-mail address that QuickBooks takes, as typed; empty when this is none.</summary>
    public static string Email(string? text)
    {
        string email = Line(text, 200);
        int at = email.IndexOf('@', StringComparison.Ordinal);
        bool fits = email.Length <= 100 && at > 0 && at == email.LastIndexOf('@') && !email.Contains(' ', StringComparison.Ordinal)
            && email.IndexOf('.', at) > at + 1 && email[^1] != '.';
        return fits ? email : string.Empty;
    }

    private static string Clean(string? text, int most, bool name)
    {
        if (string.IsNullOrEmpty(text) || IsClean(text, most, name))
        {
            return text ?? string.Empty;
        }

        StringBuilder line = new(Math.Min(text.Length, most));
        foreach (char c in text)
        {
            if (line.Length == most)
            {
                break;
            }

            if (char.IsWhiteSpace(c) || char.IsControl(c) || (name && c == ':'))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!char.IsSurrogate(c))
            {
                line.Append(c);
            }
        }

        return line.ToString().TrimEnd();
    }

    private static bool IsClean(string text, int most, bool name)
    {
        if (text.Length > most || text[0] == ' ' || text[^1] == ' ')
        {
            return false;
        }

        char before = '\0';
        foreach (char c in text)
        {
            bool odd = (char.IsWhiteSpace(c) && (c != ' ' || before == ' ')) || char.IsControl(c) || char.IsSurrogate(c) || (name && c == ':');
            if (odd)
            {
                return false;
            }

            before = c;
        }

        return true;
    }
}
