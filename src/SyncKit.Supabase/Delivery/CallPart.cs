namespace SyncKit.Supabase.Delivery;

/// <summary>One request of an intent: what it does for which of the intent's targets, in a form from which any part of it can be sent alone.</summary>
internal sealed record CallPart
{
    /// <summary>The method: <c>POST</c>, <c>PATCH</c> or <c>DELETE</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path; where there are <see cref="Ids"/>, up to the bracket in which they stand.</summary>
    public required string Path { get; init; }

    /// <summary>The place of its first target in the intent.</summary>
    public int First { get; init; }

    /// <summary>How many rows each of its targets has in the body, from the first target on.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>What names each of its targets in the path; empty when the body names them.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Percent-encoded conditions, one per target, of which one must hold as well; empty for none.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Whether the totals of the rows are answered.</summary>
    public bool Returns { get; init; }

    /// <summary>Whether a function is called, which answers only what differs.</summary>
    public bool IsFunction { get; init; }

    /// <summary>The JSON; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where in the body the array of rows begins; -1 when the body is the same for all targets.</summary>
    public int ArrayAt { get; init; } = -1;

    /// <summary>Whether rows are written that may be divided by target.</summary>
    public bool HasRows => ArrayAt >= 0;
}
