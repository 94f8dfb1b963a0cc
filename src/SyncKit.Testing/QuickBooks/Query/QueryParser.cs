using System.Globalization;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>The statement grammar of QuickBooks, with its complaints.</summary>
internal sealed class QueryParser
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    private static readonly string[] Operators = ["=", "<", ">", "<=", ">=", "IN", "LIKE"];

    private readonly List<QueryToken> tokens;
    private readonly Func<string> today;
    private int at;

    private QueryParser(string statement, Func<string> today)
    {
        tokens = QueryLexer.Read(statement);
        this.today = today;
    }

    private QueryToken Current => tokens[at];

    /// <param name="statement">The statement.</param>
    /// <param name="today">What CURRENT_DATE stands for.</param>
    public static QueryStatement Parse(string statement, Func<string> today) => new QueryParser(statement, today).ReadStatement();

    private QueryStatement ReadStatement()
    {
        Expect("SELECT");
        bool isCount = false;
        List<string> columns = [];
        if (Current.Is("count"))
        {
            at++;
            Expect("(");
            Expect("*");
            Expect(")");
            isCount = true;
        }
        else if (!Accept("*"))
        {
            columns = ReadList(() => Word().Value);
        }

        Expect("FROM");
        string entity = Word().Value;
        List<QueryCondition> conditions = [];
        if (Accept("WHERE"))
        {
            do
            {
                conditions.Add(ReadCondition());
            }
            while (Accept("AND"));
        }

        List<QueryOrder> orders = ReadOrders();
        int start = ReadLimit("STARTPOSITION", 1, int.MaxValue, 1);
        int most = ReadLimit("MAXRESULTS", 1, LargestPage, DefaultPage);
        return Current.Kind == TokenKind.End ? new QueryStatement(entity, isCount, columns, conditions, orders, start, most) : throw Unexpected(Current);
    }

    private QueryCondition ReadCondition()
    {
        string property = Word().Value;
        QueryToken sign = Current;
        string @operator = Operators.FirstOrDefault(sign.Is) ?? throw Unexpected(sign);
        at++;
        if (@operator != "IN")
        {
            return new QueryCondition(property, @operator, [Value(sign)]);
        }

        Expect("(");
        List<string> values = ReadList(() => Value(Current));
        Expect(")");
        return new QueryCondition(property, @operator, values);
    }

    private List<QueryOrder> ReadOrders()
    {
        if (Accept("ORDER"))
        {
            Expect("BY");
        }
        else if (!Accept("ORDERBY"))
        {
            return [];
        }

        return ReadList(() =>
        {
            string property = Word().Value;
            bool descending = Accept("DESC");
            if (!descending)
            {
                Accept("ASC");
            }

            return new QueryOrder(property, descending);
        });
    }

    private int ReadLimit(string word, int smallest, int largest, int otherwise)
    {
        if (!Accept(word))
        {
            return otherwise;
        }

        QueryToken token = Current;
        if (token.Kind != TokenKind.Number || !int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            throw Unexpected(token);
        }

        at++;
        if (value < smallest)
        {
            throw Refuse.QueryValidation(string.Create(CultureInfo.InvariantCulture, $"value {value} is too small. Min allowed value is {smallest}"));
        }

        return value <= largest
            ? value
            : throw Refuse.QueryValidation(string.Create(CultureInfo.InvariantCulture, $"value {value} is too large. Max allowed value is {largest}"));
    }

    private List<T> ReadList<T>(Func<T> read)
    {
        List<T> list = [read()];
        while (Accept(","))
        {
            list.Add(read());
        }

        return list;
    }

    /// <summary>A bare number after a comparison is reported at the comparison, as QuickBooks does.</summary>
    private string Value(QueryToken before)
    {
        QueryToken token = Current;
        at++;
        return token switch
        {
            { Kind: TokenKind.Text } => token.Value,
            { Kind: TokenKind.Word } when token.Is("true") || token.Is("false") => token.Value.ToLowerInvariant(),
            { Kind: TokenKind.Word } when token.Is("CURRENT_DATE") => today(),
            { Kind: TokenKind.Number } when before.Kind == TokenKind.Sign => throw Unexpected(before),
            _ => throw Unexpected(token),
        };
    }

    private QueryToken Word()
    {
        QueryToken token = Current;
        at++;
        return token.Kind == TokenKind.Word ? token : throw Unexpected(token);
    }

    private bool Accept(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Accept(word))
        {
            throw Unexpected(Current);
        }
    }

    private static RefusalException Unexpected(QueryToken token)
    {
        string found = token.Kind switch
        {
            TokenKind.End => "\"<EOF>\"",
            TokenKind.Word => $"\" <IDENTIFIER> \"{token.Written} \"\"",
            TokenKind.Text => $"\" <STRING> \"{token.Written} \"\"",
            TokenKind.Number => $"\" <INTEGER> \"{token.Written} \"\"",
            _ => $"\" \"{token.Written}\" \"{token.Written} \"\"",
        };
        return Refuse.QueryParse(string.Create(CultureInfo.InvariantCulture, $"Encountered {found} at line 1, column {token.Column}."));
    }
}
