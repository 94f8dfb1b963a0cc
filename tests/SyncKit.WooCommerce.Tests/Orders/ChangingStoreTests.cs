using SyncKit.Commerce;
using SyncKit.Discovery;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.WooCommerce.Tests.Orders;

/// <summary>Reading a store that is at work: what is read in the end must be what is there in the end.</summary>
public sealed class ChangingStoreTests
{
    private const int MutatedListings = 30;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_order_is_lost_whatever_happens_while_pages_are_read(int seed)
    {
        Random random = new(seed);
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = random.Next(3, 12));
        List<long> ids = Fill(store, random);
        List<long> live = [.. ids];
        List<long> trashed = [.. live.Where((_, i) => i % 7 == 0)];
        trashed.ForEach(id => { store.Store.Trash(id); live.Remove(id); });
        store.Time.Advance(TimeSpan.FromHours(1));
        HashSet<long> moved = [];
        int listings = 0;
        store.Store.OnListing = _ =>
        {
            if (++listings <= MutatedListings)
            {
                store.Time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 1500)));
                for (int i = random.Next(0, 4); i > 0; i--)
                {
                    Mutate(store, random, live, trashed, moved);
                }
            }
        };
        Dictionary<string, SourceRecord> seen = [];
        void Keep(SourcePage page)
        {
            foreach (SourceRecord record in page.Records)
            {
                if (!seen.TryGetValue(record.Id, out SourceRecord? known) || known.ModifiedAt <= record.ModifiedAt)
                {
                    seen[record.Id] = record;
                }
            }
        }

        (List<SourceRecord> first, string? cursor) = await store.ReadAsync(each: Keep);
        store.Store.OnListing = null;
        store.Time.Advance(TimeSpan.FromSeconds(10));
        await store.ReadAsync(cursor, each: Keep);

        first.Select(record => record.Id).Should().Contain(ids.Except(moved).Select(id => id.ToString()), "an order that stayed in its list is read in the same run");
        foreach (OrderSnapshot order in store.Store.Snapshot())
        {
            SourceRecord record = seen.Should().ContainKey(order.Id.ToString()).WhoseValue;
            Order parsed = store.Source.Parse(record.Raw);
            (record.ModifiedAt, parsed.Status, parsed.Total).Should().Be((order.ModifiedAt, order.Status, order.Total));
        }
    }

    private static List<long> Fill(ConnectedStore store, Random random)
    {
        DateTimeOffset at = store.Time.GetUtcNow().AddDays(-3);
        List<StoreOrder> orders = [];
        for (int i = 0; i < 60; i++)
        {
            // Seconds hold one order, a few, or more than a page.
            at = at.AddSeconds(i is > 20 and < 45 ? 0 : random.Next(0, 3));
            orders.Add(ConnectedStore.NewOrder(at));
        }

        return [.. store.Store.AddOrders(orders)];
    }

    private static void Mutate(ConnectedStore store, Random random, List<long> live, List<long> trashed, HashSet<long> moved)
    {
        switch (random.Next(0, 6))
        {
            case 0 when live.Count > 0:
                long gone = live[random.Next(live.Count)];
                store.Store.Trash(gone);
                live.Remove(gone);
                trashed.Add(gone);
                moved.Add(gone);
                break;
            case 1 when trashed.Count > 0:
                long back = trashed[random.Next(trashed.Count)];
                store.Store.Restore(back);
                trashed.Remove(back);
                live.Add(back);
                moved.Add(back);
                break;
            case 2:
                live.Add(store.Store.AddOrder(ConnectedStore.NewOrder()));
                break;
            default:
                long edited = live[random.Next(live.Count)];
                store.Store.UpdateOrder(edited, order => order.Lines[0].Quantity++);
                break;
        }
    }
}
