using System.Text.Json;
using SyncKit.Discovery;

namespace SyncKit.Core.Tests.World;

/// <summary>One tenant's fake shop. It outlives hosts.</summary>
internal sealed class Shop
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly Dictionary<string, ShopOrder> orders = new(StringComparer.Ordinal);
    private int ticks;

    public int PageSize { get; set; } = 3;

    /// <summary>Whether pages name records only.</summary>
    public bool SendsThin { get; set; }

    /// <summary>Until when the shop says that it still writes a record.</summary>
    public DateTimeOffset? UnsettledUntil { get; set; }

    /// <summary>Called with the page's number before it is sent; throws to fail.</summary>
    public Action<int>? BeforePage { get; set; }

    /// <summary>Called before records are fetched; throws to fail.</summary>
    public Action? BeforeFetch { get; set; }

    public int Fetches { get; private set; }

    public int RecordsSent { get; private set; }

    public IReadOnlyList<ShopOrder> Orders
    {
        get
        {
            lock (gate)
            {
                return [.. orders.Values.OrderBy(order => order.ModifiedAt)];
            }
        }
    }

    public ShopOrder Put(ShopOrder order)
    {
        lock (gate)
        {
            ShopOrder stored = order with { ModifiedAt = Epoch.AddSeconds(++ticks) };
            orders[order.Id] = stored;
            return stored;
        }
    }

    public void PutMany(int count, int first = 1)
    {
        for (int i = first; i < first + count; i++)
        {
            Put(new ShopOrder { Id = $"{i}", Total = $"{10 + i}.00" });
        }
    }

    public void Remove(string id)
    {
        lock (gate)
        {
            ticks++;
            orders.Remove(id);
        }
    }

    public SourceRecord Send(ShopOrder order) => new()
    {
        Id = order.Id,
        ModifiedAt = order.ModifiedAt,
        Raw = SendsThin || UnsettledUntil is not null ? default(ReadOnlyMemory<byte>) : JsonSerializer.SerializeToUtf8Bytes(order),
        Facets = new Dictionary<string, string> { [RecordFilter.StatusFacet] = order.Status },
        UnsettledUntil = UnsettledUntil,
    };

    public List<SourceRecord> After(DateTimeOffset modified, DateRange? window)
    {
        lock (gate)
        {
            List<SourceRecord> page =
            [
                .. orders.Values
                    .Where(order => order.ModifiedAt > modified && (window is null || (order.ModifiedAt >= window.From && order.ModifiedAt < window.To)))
                    .OrderBy(order => order.ModifiedAt).Take(PageSize).Select(Send),
            ];
            RecordsSent += page.Count;
            return page;
        }
    }

    public IReadOnlyList<SourceRecord> Fetch(IReadOnlyList<string> ids, DateTimeOffset now)
    {
        BeforeFetch?.Invoke();
        lock (gate)
        {
            Fetches++;
            return [.. ids.Select(id => orders.TryGetValue(id, out ShopOrder? order)
                ? Send(order) with
                {
                    Raw = JsonSerializer.SerializeToUtf8Bytes(order),
                    UnsettledUntil = UnsettledUntil > now ? UnsettledUntil : null,
                }
                : new SourceRecord { Id = id, ModifiedAt = Epoch.AddSeconds(ticks), IsDeleted = true })];
        }
    }
}
