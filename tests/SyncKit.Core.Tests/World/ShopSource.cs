using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.World;

internal sealed class ShopSource(Shops shops, TimeProvider time) : ISource<Order>
{
    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Shop shop = shops.Of(request.Connection.Id.Tenant);
        DateTimeOffset reached = request.Cursor is null ? DateTimeOffset.MinValue : DateTimeOffset.Parse(request.Cursor, CultureInfo.InvariantCulture);
        for (int number = 1; ; number++)
        {
            await Task.Yield();
            shop.BeforePage?.Invoke(number);
            List<SourceRecord> records = shop.After(reached, request.Window);
            if (records.Count == 0)
            {
                yield break;
            }

            reached = records[^1].ModifiedAt;
            yield return new SourcePage(records, reached.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult(shops.Of(connection.Id.Tenant).Fetch(ids, time.GetUtcNow()));

    public async IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(
        Connection connection,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (ShopOrder[] part in shops.Of(connection.Id.Tenant).Orders.Chunk(2))
        {
            yield return [.. part.Select(order => order.Id)];
        }
    }

    public Order Parse(ReadOnlyMemory<byte> raw)
    {
        ShopOrder order = JsonSerializer.Deserialize<ShopOrder>(raw.Span)!;
        return new Order
        {
            Id = order.Id,
            Number = order.Id,
            Status = order.Status,
            Currency = "USD",
            CreatedAt = Shop.Epoch,
            PlacedOn = new DateOnly(2026, 1, 1),
            ModifiedAt = order.ModifiedAt,
            Customer = new OrderCustomer { Email = order.Email },
            Payment = new OrderPayment { Method = order.Method },
            TotalTax = order.Tax,
            Total = decimal.TryParse(order.Total, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal total)
                ? total
                : throw new RecordFormatException("total", $"is \"{order.Total}\", not an amount"),
        };
    }
}
