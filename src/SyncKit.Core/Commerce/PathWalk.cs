namespace SyncKit.Commerce;

/// <summary>Goes along the steps of a path, and says what is wrong with the first that leads nowhere.</summary>
internal sealed class PathWalk(string text, IReadOnlyList<PathStep> steps)
{
    private int next;

    /// <summary>What is wrong; <see langword="null"/> as long as nothing is.</summary>
    public string? Problem { get; private set; }

    private string Walked => next == 0 ? string.Empty : text[..steps[next - 1].End];

    /// <summary>The next step, which must be one of some names.</summary>
    public string? Name(IEnumerable<string> possible)
    {
        string list = string.Join(", ", possible);
        string behind = next == 0 ? "in an order" : $"behind '{Walked}'";
        if (next == steps.Count)
        {
            Problem = $"The path must go on behind '{Walked}'; possible are {list}.";
            return null;
        }

        if (steps[next].Name is not { } name)
        {
            Problem = $"'{Walked}' is no list; possible behind it are {list}.";
            return null;
        }

        if (!possible.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            Problem = $"There is no '{name}' {behind}; possible are {list}.";
            return null;
        }

        next++;
        return name;
    }

    /// <summary>The next step, which must be a place in a list.</summary>
    public int? Index()
    {
        if (next == steps.Count || steps[next].Name is not null)
        {
            Problem = $"'{Walked}' is a list; the number of one of its elements must follow in brackets, for example '{Walked}[0]'.";
            return null;
        }

        return steps[next++].Index;
    }

    /// <summary>The steps from the next one on, the first of which must be a key of meta.</summary>
    public IReadOnlyList<PathStep>? MetaSteps()
    {
        if (next == steps.Count || steps[next].Name is null)
        {
            Problem = $"A key must follow '{Walked}', for example '{Walked}._vat_number' or '{Walked}[\"VAT number\"]'.";
            return null;
        }

        return [.. steps.Skip(next)];
    }

    /// <summary>Whether the path ends here, at a single value.</summary>
    public bool Ends()
    {
        if (next < steps.Count)
        {
            Problem = $"'{Walked}' is a single value, so '{text[steps[next - 1].End..]}' cannot follow it.";
        }

        return Problem is null;
    }
}
