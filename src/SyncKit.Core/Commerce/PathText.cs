using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SyncKit.Commerce;

/// <summary>Takes a path's text apart. Pure.</summary>
internal static class PathText
{
    private const int Longest = 500;

    /// <summary>Reads the steps of a path.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out List<PathStep>? steps, [NotNullWhen(false)] out string? problem)
    {
        steps = [];
        problem = text switch
        {
            _ when string.IsNullOrWhiteSpace(text) => "The path is empty.",
            { Length: > Longest } => $"The path is longer than {Longest} characters.",
            _ when text.EnumerateRunes().Any(static rune => rune == Rune.ReplacementChar) => "The path holds text that is not Unicode.",
            _ => null,
        };
        for (int at = 0; problem is null && at < text.Length;)
        {
            problem = text[at] == '[' ? Bracket(text, ref at, steps) : Plain(text, ref at, steps);
        }

        steps = problem is null ? steps : null;
        return problem is null;
    }

    private static string? Plain(string text, ref int at, List<PathStep> steps)
    {
        if (at > 0)
        {
            if (text[at] != '.')
            {
                return $"After '{text[..at]}' a dot or a bracket must follow, not '{text[at..]}'.";
            }

            at++;
        }

        int length = text.AsSpan(at).IndexOfAny('.', '[');
        int end = length < 0 ? text.Length : at + length;
        if (end == at)
        {
            return at == 0 ? "The path must begin with a name." : $"After '{text[..at]}' a name must follow.";
        }

        steps.Add(new PathStep(text[at..end], 0, end));
        at = end;
        return null;
    }

    private static string? Bracket(string text, ref int at, List<PathStep> steps)
    {
        int start = at;
        if (at == 0)
        {
            return "The path must begin with a name.";
        }

        if (start + 1 < text.Length && text[start + 1] is '"' or '\'')
        {
            return Quoted(text, ref at, steps);
        }

        int close = text.IndexOf(']', start);
        if (close < 0)
        {
            return $"The bracket after '{text[..start]}' is not closed.";
        }

        if (!int.TryParse(text.AsSpan(start + 1, close - start - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return $"The bracket '{text[start..(close + 1)]}' holds neither a number from 0 on nor a name in quotation marks.";
        }

        at = close + 1;
        steps.Add(new PathStep(null, index, at));
        return null;
    }

    private static string? Quoted(string text, ref int at, List<PathStep> steps)
    {
        char quote = text[at + 1];
        StringBuilder name = new();
        for (int i = at + 2; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                name.Append(text[++i]);
            }
            else if (text[i] != quote)
            {
                name.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == ']')
            {
                at = i + 2;
                steps.Add(new PathStep(name.ToString(), 0, at));
                return null;
            }
            else
            {
                return $"After '{text[..(i + 1)]}' the bracket must be closed.";
            }
        }

        return $"The quotation mark after '{text[..(at + 1)]}' is not closed.";
    }
}
