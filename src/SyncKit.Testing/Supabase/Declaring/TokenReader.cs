namespace SyncKit.Testing.Supabase.Declaring;

/// <summary>Goes through the tokens of a statement.</summary>
internal sealed class TokenReader(IReadOnlyList<SqlToken> tokens)
{
    private int at;

    public bool IsAtEnd => at >= tokens.Count;

    public SqlToken Peek => IsAtEnd ? default : tokens[at];

    /// <summary>Takes some words if they come next.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (at + i >= tokens.Count || !tokens[at + i].Is(words[i]))
            {
                return false;
            }
        }

        at += words.Length;
        return true;
    }

    public void Expect(string word)
    {
        if (!Take(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    /// <summary>A name, quoted or not.</summary>
    public string Name()
    {
        if (Peek.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted && !IsAtEnd)
        {
            return tokens[at++].Text;
        }

        throw Unexpected("a name");
    }

    /// <summary>A name with its schema before it, if it has one.</summary>
    public (string Schema, string Name) QualifiedName(string schema)
    {
        string name = Name();
        return Take(".") ? (name, Name()) : (schema, name);
    }

    /// <summary>Names in parentheses; what else stands there, such as a sort direction, is left out.</summary>
    public List<string> NameList()
    {
        Expect("(");
        List<string> names = [Name()];
        while (!Take(")"))
        {
            if (Take(","))
            {
                names.Add(Name());
            }
            else
            {
                Next();
            }
        }

        return names;
    }

    public SqlToken Next() => IsAtEnd ? throw Unexpected("more") : tokens[at++];

    /// <summary>The tokens in the parentheses that open next.</summary>
    public List<SqlToken> Parenthesized()
    {
        Expect("(");
        List<SqlToken> inside = [];
        for (int depth = 1; ;)
        {
            SqlToken token = Next();
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            if (depth == 0)
            {
                return inside;
            }

            inside.Add(token);
        }
    }

    public FormatException Unexpected(string wanted) =>
        new($"In '{string.Join(' ', tokens.Select(static token => token.Text).Take(12))} …' the simulator expects {wanted} where '{Peek.Text}' stands.");
}
