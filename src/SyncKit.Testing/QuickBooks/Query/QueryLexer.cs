using System.Globalization;
using System.Text;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>Cuts a statement into words, quoted texts, bare numbers and signs. Text stands in single quotes; the backslash escapes.</summary>
internal static class QueryLexer
{
    public static List<QueryToken> Read(string statement)
    {
        List<QueryToken> tokens = [];
        int at = 0;
        while (at < statement.Length)
        {
            char c = statement[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                at = Take(tokens, statement, at, TokenKind.Word, next => char.IsAsciiLetterOrDigit(next) || next is '_' or '.');
            }
            else if (char.IsAsciiDigit(c))
            {
                at = Take(tokens, statement, at, TokenKind.Number, next => char.IsAsciiDigit(next) || next == '.');
            }
            else if (c == '\'')
            {
                at = TakeText(tokens, statement, at);
            }
            else if (c is '<' or '>' && at + 1 < statement.Length && statement[at + 1] == '=')
            {
                tokens.Add(new QueryToken(TokenKind.Sign, statement.Substring(at, 2), statement.Substring(at, 2), at + 1));
                at += 2;
            }
            else if (c is '<' or '>' or '=' or '(' or ')' or ',' or '*')
            {
                tokens.Add(new QueryToken(TokenKind.Sign, c.ToString(), c.ToString(), at + 1));
                at++;
            }
            else
            {
                throw Lexical(statement, at);
            }
        }

        tokens.Add(new QueryToken(TokenKind.End, "<EOF>", "<EOF>", statement.Length + 1));
        return tokens;
    }

    private static int Take(List<QueryToken> tokens, string statement, int at, TokenKind kind, Func<char, bool> goesOn)
    {
        int end = at + 1;
        while (end < statement.Length && goesOn(statement[end]))
        {
            end++;
        }

        tokens.Add(new QueryToken(kind, statement[at..end], statement[at..end], at + 1));
        return end;
    }

    private static int TakeText(List<QueryToken> tokens, string statement, int at)
    {
        StringBuilder text = new();
        for (int i = at + 1; i < statement.Length; i++)
        {
            if (statement[i] == '\\' && i + 1 < statement.Length)
            {
                text.Append(statement[++i]);
            }
            else if (statement[i] == '\'')
            {
                tokens.Add(new QueryToken(TokenKind.Text, text.ToString(), statement[at..(i + 1)], at + 1));
                return i + 1;
            }
            else
            {
                text.Append(statement[i]);
            }
        }

        throw Lexical(statement, at);
    }

    private static RefusalException Lexical(string statement, int at) =>
        Refuse.QueryParse(string.Create(
            CultureInfo.InvariantCulture,
            $"Lexical error at line 1, column {at + 1}.  Encountered: \"{statement[at]}\" ({(int)statement[at]}), after : \"\""));
}
