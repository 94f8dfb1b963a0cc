using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Api;

/// <summary>The resource <c>orders/{id}/refunds</c>.</summary>
internal sealed class RefundsApi(StoreClient client)
{
    private const int PageSize = 100;

    /// <summary>All refunds of an order as one JSON array, each as it came.</summary>
    public async Task<ReadOnlyMemory<byte>> ListAsync(Connection connection, long orderId, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> all = default;
        for (int page = 1; ; page++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"orders/{orderId}/refunds?orderby=id&order=asc&per_page={PageSize}&page={page}");
            StoreAnswer answer = await client.ListAsync(connection, path, cancellationToken).ConfigureAwait(false);
            int count = Count(answer.Json.Span);
            all = page == 1 ? answer.Json : count == 0 ? all : Joined(all.Span, answer.Json.Span);
            if (count < PageSize)
            {
                return all;
            }
        }
    }

    private static byte[] Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => [.. first[..^1], (byte)',', .. second[1..]];

    /// <summary>The number of elements; broken JSON counts as none and is found when the order is parsed.</summary>
    private static int Count(ReadOnlySpan<byte> json)
    {
        int count = 0;
        try
        {
            Utf8JsonReader reader = StoreJson.Read(json);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                count++;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return 0;
        }

        return count;
    }
}
