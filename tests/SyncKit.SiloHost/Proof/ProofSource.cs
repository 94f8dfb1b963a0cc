using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.SiloHost.Hosting;

namespace SyncKit.SiloHost.Proof;

/// <summary>A shop whose orders come by webhook, besides those that it is set up with.</summary>
internal sealed class ProofSource(HostSettings settings) : ISource<Order>
{
    private static readonly DateTimeOffset Opened = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An order as the shop sends it.</summary>
    public static SourceRecord Make(string id)
    {
        DateTimeOffset at = Opened;
        return new SourceRecord { Id = id, ModifiedAt = at, Raw = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["id"] = id, ["total"] = "12.34" }) };
    }

    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (request.Cursor is null && settings.ShopOrders > 0)
        {
            yield return new SourcePage([.. Enumerable.Range(1, settings.ShopOrders).Select(number => Make($"shop-{number}"))], "read");
        }
    }

    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SourceRecord>>([.. ids.Select(Make)]);

    public IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No order is ever deleted.");

    public Order Parse(ReadOnlyMemory<byte> raw)
    {
        Dictionary<string, string> order = JsonSerializer.Deserialize<Dictionary<string, string>>(raw.Span)!;
        return new Order
        {
            Id = order["id"],
            Number = order["id"],
            Status = "completed",
            Currency = "USD",
            CreatedAt = Opened,
            PlacedOn = DateOnly.FromDateTime(Opened.UtcDateTime),
            ModifiedAt = Opened,
            Customer = new OrderCustomer(),
            Payment = new OrderPayment(),
            TotalTax = 0,
            Total = decimal.Parse(order["total"], CultureInfo.InvariantCulture),
        };
    }
}
