namespace SyncKit.QuickBooks.References;

/// <summary>One look into one of the company's lists.</summary>
/// <param name="Entity">The list.</param>
/// <param name="Condition">What follows <c>where</c>; empty for everything.</param>
internal sealed record Query(string Entity, string Condition = "")
{
    public const string AlsoInactive = "Active in (true, false)";
    private const int LargestList = 30;

    /// <summary>The property that must have <see cref="Value"/>, when that is the whole condition.</summary>
    public string? Property { get; private init; }

    public string? Value { get; private init; }

    public string Statement =>
        $"select * from {Entity}{(Condition.Length > 0 ? " where " + Condition : string.Empty)} maxresults 1000";

    /// <summary>A query for entries whose property has one value; several of them can be asked as one.</summary>
    public static Query Of(string entity, string property, string value) =>
        new(entity, $"{property} = {Quoted(value)}") { Property = property, Value = value };

    /// <summary>Queries for entries whose property has one of several values, as many as the values need.</summary>
    public static IEnumerable<Query> In(string entity, string property, IEnumerable<string> values, string also = "") =>
        values.Where(static value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Chunk(LargestList).Select(chunk => new Query(
            entity,
            $"{property} in ({string.Join(", ", chunk.Select(Quoted))}){(also.Length > 0 ? " and " + also : string.Empty)}"));

    /// <summary>A value as it stands in a query; the backslash is QuickBooks' escape.</summary>
    public static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
