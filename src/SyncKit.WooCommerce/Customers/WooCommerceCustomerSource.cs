using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Changes;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Customers;

/// <summary>
/// Reads a store's registered customers of every role. A store cannot say which of them changed, so each run reads all of them, and their contents tell;
/// there is no cursor.
/// </summary>
internal sealed class WooCommerceCustomerSource : ISource<Customer>
{
    // Without a role a store lists those of the role customer only.
    private const string AllRoles = "role=all";

    private readonly ResourceApi<CustomerHead> customers;
    private readonly RecordFetcher<CustomerHead> fetcher;

    public WooCommerceCustomerSource(StoreClient client, IOptions<WooCommerceOptions> options)
    {
        customers = new ResourceApi<CustomerHead>(client, "customers", "customer", StoreError.UnknownCustomer, options.Value.PageSize)
        {
            WhenRefused = static host => new Failure(
                FailureKind.NeedsAttention,
                CustomerRolesApi.Refused,
                $"{host} does not let the API key read customers.",
                "Let the key belong to a shop manager or administrator, with the permission Read."),
        };
        fetcher = new RecordFetcher<CustomerHead>
        {
            Noun = customers.Noun,
            Lists = [(connection, ids, token) => customers.IncludedAsync(connection, AllRoles, ids, token)],
            Single = customers.FindAsync,
            File = static (_, heads, _, _) => Task.FromResult<IReadOnlyList<SourceRecord>>([.. heads.Select(CustomerRecord.Of)]),
            Concurrency = options.Value.MaxConcurrency,
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await foreach ((HeadList<CustomerHead> list, _) in PagesAsync(request.Connection, cancellationToken).ConfigureAwait(false))
        {
            SourceRecord[] records = [.. list.Heads
                .Select(static head => head.Id is null ? throw Unidentified() : head)
                .Where(head => IsWithin(head, request.Window))
                .Select(CustomerRecord.Of)];
            if (records.Length > 0)
            {
                yield return new SourcePage(records, null);
            }
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return IdList.ReadAsync(connection, [(customers, AllRoles)], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(connection, ids, cancellationToken);

    /// <inheritdoc/>
    public Customer Parse(ReadOnlyMemory<byte> raw) => CustomerParser.Parse(raw);

    private static bool IsWithin(CustomerHead head, DateRange? window) => window is null || (head.ModifiedAt >= window.From && head.ModifiedAt < window.To);

    private static ConnectorException Unidentified() => new(new Failure(
        FailureKind.NeedsAttention,
        "woocommerce.customer-without-id",
        "A customer came without an id, so it cannot be filed.",
        "See which plug-in changes the store's customer answers, and switch it off."));

    private IAsyncEnumerable<(HeadList<CustomerHead> List, bool IsNext)> PagesAsync(Connection connection, CancellationToken cancellationToken) =>
        SteadyWalk.ReadAsync(
            (page, token) => customers.PageAsync(connection, AllRoles, page, token), customers.PageSize, "The customers", cancellationToken);
}
