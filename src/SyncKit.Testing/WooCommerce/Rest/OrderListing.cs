namespace SyncKit.Testing.WooCommerce;

/// <summary>Picks one page of orders: by rank in an index where the default statuses are asked for, by a walk over the window otherwise.</summary>
internal static class OrderListing
{
    public static (int Total, List<OrderEntry> Page) Pick(OrderShelf shelf, ListingQuery query)
    {
        long skip = (long)(query.Page - 1) * query.PerPage;
        if (NeedsIndexOnly(query))
        {
            (OrderIndex index, int from, int to) = Window(shelf, query);
            int total = Math.Max(0, to - from);
            List<OrderEntry> page = [];
            for (long i = skip; i < Math.Min(skip + query.PerPage, total); i++)
            {
                int rank = query.Descending ? to - 1 - (int)i : from + (int)i;
                page.Add(shelf.Find(index[rank].Id)!);
            }

            return (total, page);
        }

        if (query.Include is null && OnlyListed(query) && query.OrderBy is ("modified" or "date" or "id"))
        {
            return Walk(shelf, query, skip);
        }

        List<OrderEntry> matching = [.. Candidates(shelf, query).Where(entry => Matches(entry, query))];
        List<OrderEntry> sorted = Sort(matching, query);
        return (sorted.Count, [.. sorted.Skip((int)Math.Min(skip, int.MaxValue)).Take(query.PerPage)]);
    }

    private static bool NeedsIndexOnly(ListingQuery query) =>
        query is { Status: null, Include: null, Customer: null, Parent: null, Exclude.Count: 0 }
        && query.OrderBy switch
        {
            "modified" => query is { CreatedAfter: null, CreatedBefore: null },
            "date" => query is { ModifiedAfter: null, ModifiedBefore: null },
            "id" => query is { CreatedAfter: null, CreatedBefore: null, ModifiedAfter: null, ModifiedBefore: null },
            _ => false,
        };

    private static bool OnlyListed(ListingQuery query) =>
        query.Status is null || !(query.Status.Contains("trash") || query.Status.Contains("auto-draft") || query.Status.Contains("checkout-draft"));

    /// <summary>Goes through the index in the wanted order, so that nothing has to be sorted.</summary>
    private static (int Total, List<OrderEntry> Page) Walk(OrderShelf shelf, ListingQuery query, long skip)
    {
        (OrderIndex index, int from, int to) = Window(shelf, query);
        int total = 0;
        List<OrderEntry> page = [];
        for (int i = from; i < to; i++)
        {
            OrderEntry entry = shelf.Find(index[query.Descending ? to - 1 - (i - from) : i].Id)!;
            if (Matches(entry, query))
            {
                if (total >= skip && page.Count < query.PerPage)
                {
                    page.Add(entry);
                }

                total++;
            }
        }

        return (total, page);
    }

    private static (OrderIndex Index, int From, int To) Window(OrderShelf shelf, ListingQuery query)
    {
        return query.OrderBy switch
        {
            "modified" => Window(shelf.ByModified, query.ModifiedAfter, query.ModifiedBefore),
            "date" => Window(shelf.ByCreated, query.CreatedAfter, query.CreatedBefore),
            _ => (shelf.ById, 0, shelf.ById.Count),
        };
    }

    /// <summary>Both ends are exclusive.</summary>
    private static (OrderIndex Index, int From, int To) Window(OrderIndex index, long? after, long? before) =>
        (index, after is { } low ? index.RankOf(low + 1, 0) : 0, before is { } high ? index.RankOf(high, 0) : index.Count);

    private static IEnumerable<OrderEntry> Candidates(OrderShelf shelf, ListingQuery query)
    {
        if (query.Include is { } ids)
        {
            return ids.Distinct().Select(shelf.Find).OfType<OrderEntry>();
        }

        if (query.Status is null && (query.ModifiedAfter ?? query.ModifiedBefore) is not null)
        {
            (OrderIndex index, int from, int to) = Window(shelf.ByModified, query.ModifiedAfter, query.ModifiedBefore);
            return Enumerable.Range(from, Math.Max(0, to - from)).Select(rank => shelf.Find(index[rank].Id)!);
        }

        return shelf.All;
    }

    private static bool Matches(OrderEntry entry, ListingQuery query)
    {
        (long modified, long created, bool listed) = entry.Indexed;
        return (query.Status is { } statuses ? statuses.Contains(entry.ShownStatus) : listed)
            && !query.Exclude.Contains(entry.Id)
            && (query.Customer is not { } customer || entry.Order.CustomerId == customer)
            && (query.Parent ?? 0) == 0
            && !(modified <= query.ModifiedAfter)
            && !(modified >= query.ModifiedBefore)
            && !(created <= query.CreatedAfter)
            && !(created >= query.CreatedBefore);
    }

    private static List<OrderEntry> Sort(List<OrderEntry> entries, ListingQuery query)
    {
        if (query is { OrderBy: "include", Include: { } wanted })
        {
            Dictionary<long, int> place = wanted.Distinct().Select((id, rank) => (id, rank)).ToDictionary(pair => pair.id, pair => pair.rank);
            return [.. entries.OrderBy(entry => place[entry.Id])];
        }

        int direction = query.Descending ? -1 : 1;
        entries.Sort((left, right) => direction * (Key(left, query.OrderBy), left.Id).CompareTo((Key(right, query.OrderBy), right.Id)));
        return entries;
    }

    private static long Key(OrderEntry entry, string orderBy) => orderBy switch
    {
        "modified" => entry.Indexed.Modified,
        "date" => entry.Indexed.Created,
        _ => entry.Id,
    };
}
