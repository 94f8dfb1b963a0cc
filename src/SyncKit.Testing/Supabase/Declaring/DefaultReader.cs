using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>Reads the default of a column: a literal, the present, or a new UUID.</summary>
internal static class DefaultReader
{
    public static (Func<RowMoment, object?>? Value, string Text) Read(TokenReader reader, PgType type, string[] ends)
    {
        List<SqlToken> tokens = [];
        int depth = 0;
        while (!reader.IsAtEnd && (depth > 0 || !(reader.Peek.Is(",") || (reader.Peek.Kind == SqlTokenKind.Word && ends.Contains(reader.Peek.Text) && tokens.Count > 0))))
        {
            SqlToken token = reader.Next();
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            tokens.Add(token);
        }

        string text = string.Concat(tokens.Select(static token => token.Kind == SqlTokenKind.Literal ? $"'{token.Text}'" : token.Text));
        return (Meaning(tokens, text, type), text);
    }

    private static Func<RowMoment, object?>? Meaning(List<SqlToken> tokens, string text, PgType type)
    {
        bool negative = tokens[0].Is("-");
        SqlToken first = tokens[negative ? 1 : 0];
        if (first.Kind is SqlTokenKind.Literal or SqlTokenKind.Number || first.Is("true") || first.Is("false"))
        {
            object value = type.FromText(negative ? "-" + first.Text : first.Text);
            return _ => value;
        }

        return text switch
        {
            "null" => null,
            "now()" or "current_timestamp" or "transaction_timestamp()" or "clock_timestamp()" or "statement_timestamp()" => moment => Present(moment.Now, type),
            "current_date" => static moment => DateOnly.FromDateTime(moment.Now.UtcDateTime),

            // Told apart by the sequence, so that a run gives the same ids each time.
            "gen_random_uuid()" or "uuid_generate_v4()" or "extensions.uuid_generate_v4()" => static moment => $"00000000-0000-4000-8000-{moment.Next("uuid"):x12}",
            _ => throw new FormatException($"The simulator does not know the default {text}."),
        };
    }

    private static object Present(DateTimeOffset now, PgType type) => type.Kind switch
    {
        PgKind.LocalTime => now.UtcDateTime,
        PgKind.Day => DateOnly.FromDateTime(now.UtcDateTime),
        _ => now,
    };
}
