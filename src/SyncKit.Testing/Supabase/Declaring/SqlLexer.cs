using System.Text;

namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>Takes SQL apart into statements of tokens; comments are left out.</summary>
internal static class SqlLexer
{
    private static readonly string[] LongSigns = ["::", "<=", ">=", "<>", "!=", "->>", "->"];

    public static IEnumerable<IReadOnlyList<SqlToken>> Statements(string sql)
    {
        List<SqlToken> statement = [];
        for (int at = 0; at < sql.Length;)
        {
            if (Next(sql, ref at) is not { } token)
            {
                continue;
            }

            if (token.Is(";"))
            {
                yield return statement;
                statement = [];
            }
            else
            {
                statement.Add(token);
            }
        }

        yield return statement;
    }

    private static SqlToken? Next(string sql, ref int at)
    {
        char first = sql[at];
        if (char.IsWhiteSpace(first))
        {
            at++;
            return null;
        }

        if (Starts(sql, at, "--"))
        {
            at = Past(sql, "\n", at);
            return null;
        }

        if (Starts(sql, at, "/*"))
        {
            at = Past(sql, "*/", at + 2);
            return null;
        }

        if (first == '\'')
        {
            return new SqlToken(SqlTokenKind.Literal, Quoted(sql, ref at, '\''));
        }

        if (first == '"')
        {
            return new SqlToken(SqlTokenKind.Quoted, Quoted(sql, ref at, '"'));
        }

        if (first == '$' && sql.IndexOf('$', at + 1) is var close and > 0 && sql[(at + 1)..close].All(static c => char.IsLetterOrDigit(c) || c == '_'))
        {
            string mark = sql[at..(close + 1)];
            int end = Past(sql, mark, close + 1);
            string body = sql[(close + 1)..Math.Max(close + 1, end - mark.Length)];
            at = end;
            return new SqlToken(SqlTokenKind.Literal, body);
        }

        if (char.IsLetter(first) || first == '_')
        {
            return new SqlToken(SqlTokenKind.Word, While(sql, ref at, static c => char.IsLetterOrDigit(c) || c is '_' or '$').ToLowerInvariant());
        }

        return char.IsAsciiDigit(first)
            ? new SqlToken(SqlTokenKind.Number, While(sql, ref at, static c => char.IsAsciiDigit(c) || c == '.'))
            : new SqlToken(SqlTokenKind.Sign, Sign(sql, ref at));
    }

    private static string Sign(string sql, ref int at)
    {
        string sign = Array.Find(LongSigns, sql[at..Math.Min(sql.Length, at + 3)].StartsWith) ?? sql[at].ToString();
        at += sign.Length;
        return sign;
    }

    private static string While(string sql, ref int at, Func<char, bool> belongs)
    {
        int start = at;
        while (at < sql.Length && belongs(sql[at]))
        {
            at++;
        }

        return sql[start..at];
    }

    private static string Quoted(string sql, ref int at, char mark)
    {
        StringBuilder text = new();
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] != mark)
            {
                text.Append(sql[at]);
            }
            else if (at + 1 < sql.Length && sql[at + 1] == mark)
            {
                text.Append(mark);
                at++;
            }
            else
            {
                at++;
                break;
            }
        }

        return text.ToString();
    }

    private static bool Starts(string sql, int at, string text) => string.CompareOrdinal(sql, at, text, 0, text.Length) == 0;

    private static int Past(string sql, string text, int from)
    {
        int found = sql.IndexOf(text, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + text.Length;
    }
}
