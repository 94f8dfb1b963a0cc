using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Benchmarks.Engine;

/// <summary>A shop that answers at once, in pages made on the fly, with orders that the WooCommerce connector parses.</summary>
internal sealed class GeneratedSource([FromKeyedServices("woocommerce")] ISource<Order> woocommerce, GeneratedShop shop) : ISource<Order>
{
    public const string Connector = "generated";
    private const int PageSize = 100;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        int from = request.Cursor is { } cursor ? int.Parse(cursor) : 0;
        for (int sent = 0; from < shop.Orders; from += PageSize, sent += PageSize)
        {
            if (shop.PerSecond is { } pace && TimeSpan.FromSeconds((double)sent / pace) - clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early, cancellationToken);
            }

            int count = Math.Min(PageSize, shop.Orders - from);
            SourceRecord[] records = new SourceRecord[count];
            for (int i = 0; i < count; i++)
            {
                records[i] = new SourceRecord
                {
                    Id = GeneratedOrders.Id(from + i),
                    ModifiedAt = Start.AddSeconds(from + i),
                    Raw = GeneratedOrders.Make(from + i),
                };
            }

            yield return new SourcePage(records, $"{from + count}");
        }
    }

    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Every order comes whole.");

    public IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No order is ever deleted.");

    public Order Parse(ReadOnlyMemory<byte> raw) => woocommerce.Parse(raw);
}
