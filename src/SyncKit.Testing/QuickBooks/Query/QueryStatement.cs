namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>A parsed statement; no columns means all of them.</summary>
internal sealed record QueryStatement(
    string Entity,
    bool IsCount,
    IReadOnlyList<string> Columns,
    IReadOnlyList<QueryCondition> Conditions,
    IReadOnlyList<QueryOrder> Orders,
    int Start,
    int Most);
