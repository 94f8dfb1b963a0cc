using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>Reads checks that compare single columns with literals, joined by and and or. Others are left out.</summary>
internal static class CheckReader
{
    public static Func<TableRow, bool?>? TryRead(List<SqlToken> tokens, ProjectTable table)
    {
        TokenReader reader = new(tokens);
        return Either(reader, table) is { } rule && reader.IsAtEnd ? rule : null;
    }

    private static Func<TableRow, bool?>? Either(TokenReader reader, ProjectTable table)
    {
        Func<TableRow, bool?>? left = Both(reader, table);
        while (left is not null && reader.Take("or"))
        {
            Func<TableRow, bool?> one = left;
            Func<TableRow, bool?>? other = Both(reader, table);
            left = other is null ? null : row => one(row) | other(row);
        }

        return left;
    }

    private static Func<TableRow, bool?>? Both(TokenReader reader, ProjectTable table)
    {
        Func<TableRow, bool?>? left = Single(reader, table);
        while (left is not null && reader.Take("and"))
        {
            Func<TableRow, bool?> one = left;
            Func<TableRow, bool?>? other = Single(reader, table);
            left = other is null ? null : row => one(row) & other(row);
        }

        return left;
    }

    private static Func<TableRow, bool?>? Single(TokenReader reader, ProjectTable table)
    {
        if (reader.Peek.Is("("))
        {
            return TryRead(reader.Parenthesized(), table);
        }

        if (reader.Peek.Kind is not (SqlTokenKind.Word or SqlTokenKind.Quoted) || table.Find(reader.Peek.Text) is not { } column)
        {
            return null;
        }

        reader.Next();
        PgType type = table.Columns[column].Type;
        if (reader.Take("is"))
        {
            bool not = reader.Take("not");
            return reader.Take("null") ? row => row.Values[column] is null != not : null;
        }

        if (reader.Take("in"))
        {
            HashSet<string> allowed = [.. reader.Parenthesized().Where(static token => !token.Is(",")).Select(token => PgType.Key(type.FromText(token.Text)))];
            return row => row.Values[column] is { } value ? allowed.Contains(PgType.Key(value)) : null;
        }

        string sign = reader.Next().Text;
        bool negative = reader.Take("-");
        if (reader.Peek.Kind is not (SqlTokenKind.Literal or SqlTokenKind.Number))
        {
            return null;
        }

        object bound = type.FromText((negative ? "-" : string.Empty) + reader.Next().Text);
        return Comparison(sign) is { } agrees ? row => row.Values[column] is { } value ? agrees(PgType.Compare(value, bound)) : null : null;
    }

    private static Func<int, bool>? Comparison(string sign) => sign switch
    {
        "=" => static order => order == 0,
        "<>" or "!=" => static order => order != 0,
        "<" => static order => order < 0,
        "<=" => static order => order <= 0,
        ">" => static order => order > 0,
        ">=" => static order => order >= 0,
        _ => null,
    };
}
