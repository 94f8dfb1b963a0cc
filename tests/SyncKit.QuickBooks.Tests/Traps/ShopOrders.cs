using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>A shop in memory: every state of an order that was put in, each as a change of its own.</summary>
internal sealed class ShopOrders : ISource<Order>
{
    private readonly List<Order> states = [];

    public void Put(Order order) => states.Add(order with { ModifiedAt = Hosting.Shop.Now.AddSeconds(states.Count) });

    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        int reached = request.Cursor is null ? 0 : int.Parse(request.Cursor, CultureInfo.InvariantCulture);
        SourceRecord[] records = [.. Enumerable.Range(reached, states.Count - reached).Select(Send)];
        if (records.Length > 0)
        {
            yield return new SourcePage(records, states.Count.ToString(CultureInfo.InvariantCulture));
        }
    }

    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SourceRecord>>([.. ids.Select(id => Send(states.FindLastIndex(order => order.Id == id)))]);

    public async IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return [.. states.Select(order => order.Id).Distinct()];
    }

    public Order Parse(ReadOnlyMemory<byte> raw) => states[int.Parse(Encoding.UTF8.GetString(raw.Span), CultureInfo.InvariantCulture)];

    private SourceRecord Send(int state) => new()
    {
        Id = states[state].Id,
        ModifiedAt = states[state].ModifiedAt,
        Raw = Encoding.UTF8.GetBytes(state.ToString(CultureInfo.InvariantCulture)),
    };
}
