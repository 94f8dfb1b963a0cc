using System.Globalization;
using System.Text;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Api;

/// <summary>A resource of the API that is listed and read by id.</summary>
/// <param name="client">The client.</param>
/// <param name="resource">The resource, for example <c>orders</c>.</param>
/// <param name="noun">What one of it is called in messages.</param>
/// <param name="unknown">The code with which a store says that it has none of an id.</param>
/// <param name="pageSize">How many are asked for with one request.</param>
internal sealed class ResourceApi<THead>(StoreClient client, string resource, string noun, string unknown, int pageSize)
    where THead : class, IRecordHead<THead>
{
    private const int MostIncluded = 100;

    public int PageSize => pageSize;

    public string Noun => noun;

    /// <summary>What it means for a host when the store does not have the resource at all; <see langword="null"/> when that is the store's trouble as a whole.</summary>
    public Func<string, Failure>? WhenMissing { get; init; }

    /// <summary>What it means for a host when its key may read other resources but not this one; <see langword="null"/> when every key may.</summary>
    public Func<string, Failure>? WhenRefused { get; init; }

    /// <summary>
    /// Records changed within a span of whole seconds, both ends exclusive, by second of modification. Within one second they are asked for by id, because a
    /// store's database keeps no order among those of one second that two pages could rely on, but for orders.
    /// </summary>
    public Task<HeadList<THead>> ChangedAsync(
        Connection connection, string status, long? after, long? before, int page, CancellationToken cancellationToken)
    {
        string order = before - after == 2 ? "id" : "modified";
        StringBuilder path = new($"{resource}?orderby={order}&order=asc");
        path.Append(CultureInfo.InvariantCulture, $"&per_page={pageSize}&page={page}&status={Uri.EscapeDataString(status)}");
        if (after is { } from)
        {
            path.Append("&modified_after=").Append(Uri.EscapeDataString(StoreTime.Write(from)));
        }

        if (before is { } to)
        {
            path.Append("&modified_before=").Append(Uri.EscapeDataString(StoreTime.Write(to)));
        }

        return ListAsync(connection, path.ToString(), cancellationToken);
    }

    /// <summary>Those of at most 100 records that a query lets through, for example <c>status=trash</c>.</summary>
    public Task<HeadList<THead>> IncludedAsync(Connection connection, string query, IEnumerable<long> ids, CancellationToken cancellationToken) =>
        ListAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{resource}?per_page={MostIncluded}&orderby=id&order=asc&{query}&include={Uri.EscapeDataString(string.Join(',', ids))}"),
            cancellationToken);

    /// <summary>One page of the records that a query lets through, in ascending order of id.</summary>
    public Task<HeadList<THead>> PageAsync(Connection connection, string query, int page, CancellationToken cancellationToken) =>
        ListAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"{resource}?orderby=id&order=asc&per_page={pageSize}&page={page}&{query}"),
            cancellationToken);

    /// <summary>One record of any status; nothing when the store has none of that id.</summary>
    public async Task<(THead? Head, StoreClock Clock)> FindAsync(Connection connection, long id, CancellationToken cancellationToken)
    {
        StoreAnswer answer = await client
            .FindAsync(connection, string.Create(CultureInfo.InvariantCulture, $"{resource}/{id}"), unknown, cancellationToken)
            .ConfigureAwait(false);
        return (answer.Json.IsEmpty ? null : StoreClient.Read(connection, HeadReader.ReadOne<THead>, answer.Json), answer.Clock);
    }

    private async Task<HeadList<THead>> ListAsync(Connection connection, string path, CancellationToken cancellationToken)
    {
        StoreAnswer answer;
        try
        {
            answer = await client.ListAsync(connection, path, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (Own(exception.Failure.Code) is not null)
        {
            throw new ConnectorException(Own(exception.Failure.Code)!(StoreClient.AddressOf(connection).Host), exception);
        }

        return new HeadList<THead>(StoreClient.Read(connection, HeadReader.ReadList<THead>, answer.Json), answer.Clock, answer.Total);
    }

    private Func<string, Failure>? Own(string code) => code switch
    {
        StoreFailure.NoRoute => WhenMissing,
        StoreFailure.Permission or StoreFailure.KeyRejected => WhenRefused,
        _ => null,
    };
}
