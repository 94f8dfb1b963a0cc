namespace SyncKit.Testing.WooCommerce;

/// <summary>Entries sorted by (key, id) with their rank at hand: a page and a count cost a binary search each.</summary>
internal sealed class OrderIndex
{
    private readonly List<(long Key, long Id)> rows = [];

    public int Count => rows.Count;

    public (long Key, long Id) this[int rank] => rows[rank];

    public void Add(long key, long id)
    {
        (long, long) row = (key, id);
        if (rows.Count == 0 || rows[^1].CompareTo(row) < 0)
        {
            rows.Add(row);
        }
        else
        {
            rows.Insert(RankOf(key, id), row);
        }
    }

    /// <summary>Adds many at the cost of one sort.</summary>
    public void AddRange(IEnumerable<(long Key, long Id)> added)
    {
        rows.AddRange(added);
        rows.Sort();
    }

    public void Remove(long key, long id)
    {
        int rank = RankOf(key, id);
        if (rank < rows.Count && rows[rank] == (key, id))
        {
            rows.RemoveAt(rank);
        }
    }

    /// <summary>The rank of the first row at or after (key, id).</summary>
    public int RankOf(long key, long id)
    {
        int rank = rows.BinarySearch((key, id));
        return rank < 0 ? ~rank : rank;
    }
}
