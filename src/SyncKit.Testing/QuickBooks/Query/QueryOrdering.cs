namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>Absent values first, text by its code points.</summary>
internal sealed class QueryOrdering : IComparer<IComparable?>
{
    public static readonly QueryOrdering Instance = new();

    public int Compare(IComparable? x, IComparable? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string left, string right) => string.CompareOrdinal(left, right),
        _ => x.CompareTo(y),
    };
}
