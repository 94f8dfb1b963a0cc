namespace SyncKit.Testing.WooCommerce;

/// <summary>All orders with their indexes. Not safe by itself: the store holds its lock around every call.</summary>
internal sealed class OrderShelf
{
    private readonly Dictionary<long, OrderEntry> entries = [];

    /// <summary>Listed orders by second of modification.</summary>
    public OrderIndex ByModified { get; } = new();

    /// <summary>Listed orders by second of creation.</summary>
    public OrderIndex ByCreated { get; } = new();

    /// <summary>Listed orders by id.</summary>
    public OrderIndex ById { get; } = new();

    public int Count => entries.Count;

    public IEnumerable<OrderEntry> All => entries.Values;

    public OrderEntry? Find(long id) => entries.GetValueOrDefault(id);

    public static long Seconds(DateTimeOffset? time) => (time ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds();

    public void Add(OrderEntry entry)
    {
        entries.Add(entry.Id, entry);
        Index(entry);
    }

    public void AddRange(IReadOnlyCollection<OrderEntry> added)
    {
        foreach (OrderEntry entry in added)
        {
            entries.Add(entry.Id, entry);
            entry.Indexed = Keys(entry);
        }

        OrderEntry[] listed = [.. added.Where(entry => entry.Listed)];
        ByModified.AddRange(listed.Select(entry => (entry.Indexed.Modified, entry.Id)));
        ByCreated.AddRange(listed.Select(entry => (entry.Indexed.Created, entry.Id)));
        ById.AddRange(listed.Select(entry => (entry.Id, entry.Id)));
    }

    /// <summary>Takes note of a change: the body is rendered anew and the indexes follow.</summary>
    public void Changed(OrderEntry entry)
    {
        entry.Forget();
        if (entry.Indexed != Keys(entry))
        {
            Unindex(entry);
            Index(entry);
        }
    }

    public void Remove(OrderEntry entry)
    {
        Unindex(entry);
        entries.Remove(entry.Id);
    }

    private static (long Modified, long Created, bool Listed) Keys(OrderEntry entry) =>
        (Seconds(entry.Order.ModifiedAt), Seconds(entry.Order.CreatedAt), entry.Listed);

    private void Index(OrderEntry entry)
    {
        entry.Indexed = Keys(entry);
        if (entry.Listed)
        {
            ByModified.Add(entry.Indexed.Modified, entry.Id);
            ByCreated.Add(entry.Indexed.Created, entry.Id);
            ById.Add(entry.Id, entry.Id);
        }
    }

    private void Unindex(OrderEntry entry)
    {
        if (entry.Indexed.Listed)
        {
            ByModified.Remove(entry.Indexed.Modified, entry.Id);
            ByCreated.Remove(entry.Indexed.Created, entry.Id);
            ById.Remove(entry.Id, entry.Id);
        }
    }
}
