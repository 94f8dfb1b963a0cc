using System.Text;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Goes through the text of one query parameter.</summary>
internal sealed class Scanner(string what, string text)
{
    private int at;

    public bool IsAtEnd => at >= text.Length;

    public char Peek => IsAtEnd ? '\0' : text[at];

    /// <summary>Takes a text if it comes next.</summary>
    public bool Take(string next)
    {
        if (!IsNext(next))
        {
            return false;
        }

        at += next.Length;
        return true;
    }

    /// <summary>Whether a text comes next.</summary>
    public bool IsNext(string next) => string.CompareOrdinal(text, at, next, 0, next.Length) == 0;

    /// <summary>What stands up to the first sign that ends it, quotation marks and all.</summary>
    public string Raw(string ends)
    {
        int start = at;
        while (!IsAtEnd && !ends.Contains(text[at], StringComparison.Ordinal))
        {
            if (Peek == '"')
            {
                Quoted();
            }
            else
            {
                at++;
            }
        }

        return text[start..at];
    }

    public void Expect(string next)
    {
        if (!Take(next))
        {
            throw Unexpected($"\"{next}\"");
        }
    }

    /// <summary>A name: quoted, or up to the first sign that ends one.</summary>
    public string Name(string ends)
    {
        if (Peek == '"')
        {
            return Quoted();
        }

        string name = Until(ends);
        return name.Length > 0 ? name : throw Unexpected("field name (* or [a..z0..9_$])");
    }

    /// <summary>A value of a list or of a condition in a logic tree: quoted, or up to the first sign that ends it.</summary>
    public string Value(string ends) => Peek == '"' ? Quoted() : Until(ends);

    public string Rest()
    {
        string rest = text[at..];
        at = text.Length;
        return rest;
    }

    public Exception Unexpected(string expected) =>
        Refuse.Unparsable(what, text, IsAtEnd ? $"unexpected end of input expecting {expected}" : $"unexpected \"{Peek}\" expecting {expected}");

    /// <summary>The values of a list in parentheses.</summary>
    public List<string> List()
    {
        Expect("(");
        List<string> values = [];
        if (Take(")"))
        {
            return values;
        }

        do
        {
            values.Add(Value(",)"));
        }
        while (Take(","));
        Expect(")");
        return values;
    }

    private string Until(string ends)
    {
        int start = at;
        while (!IsAtEnd && !ends.Contains(text[at], StringComparison.Ordinal) && !IsArrow(ends))
        {
            at++;
        }

        return text[start..at];
    }

    /// <summary>A name ends at an arrow, though it may have a single dash in it.</summary>
    private bool IsArrow(string ends) => ends.Contains('>', StringComparison.Ordinal) && string.CompareOrdinal(text, at, "->", 0, 2) == 0;

    private string Quoted()
    {
        StringBuilder value = new();
        for (at++; !IsAtEnd; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                value.Append(text[++at]);
            }
            else if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }
            else
            {
                value.Append(text[at]);
            }
        }

        throw Unexpected("\"\\\"\"");
    }
}
