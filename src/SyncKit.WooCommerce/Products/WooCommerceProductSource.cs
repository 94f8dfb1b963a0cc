using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Changes;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Products;

/// <summary>Reads a store's products and their variations. A variation is always read from the list of all variations, since a store writes it in another form elsewhere.</summary>
internal sealed class WooCommerceProductSource : ISource<Product>
{
    private const string Variations = "variations";
    private const string TrashedVariations = "variations-trash";

    // Products are sorted and compared by the site's own clock, which goes through one hour twice in autumn.
    private static readonly TimeSpan HourTwice = TimeSpan.FromHours(1);

    private readonly WooCommerceOptions options;
    private readonly ResourceApi<ProductHead> products;
    private readonly ResourceApi<ProductHead> variations;
    private readonly RecordFetcher<ProductHead> fetcher;

    public WooCommerceProductSource(StoreClient client, IOptions<WooCommerceOptions> options)
    {
        this.options = options.Value;
        products = new ResourceApi<ProductHead>(client, "products", "product", StoreError.UnknownProduct, this.options.PageSize);
        variations = new ResourceApi<ProductHead>(client, "variations", "variation", StoreError.UnknownProduct, this.options.PageSize) { WhenMissing = TooOld };
        fetcher = new RecordFetcher<ProductHead>
        {
            Noun = products.Noun,
            Lists =
            [
                (connection, ids, token) => products.IncludedAsync(connection, "status=any", ids, token),
                (connection, ids, token) => products.IncludedAsync(connection, "status=trash", ids, token),
                (connection, ids, token) => variations.IncludedAsync(connection, "status=any", ids, token),
                (connection, ids, token) => variations.IncludedAsync(connection, "status=trash", ids, token),
            ],
            Single = FindAsync,
            File = (_, heads, clock, _) => Task.FromResult(Filed(heads, clock)),
            Concurrency = this.options.MaxConcurrency,
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool moves = request.Window is null && request.Filter.IsEmpty;
        return new SweepRun<ProductHead>(Lists(request), (heads, clock, _) => Task.FromResult(Filed(heads, clock)))
            .ReadAsync(request.Cursor, moves, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return IdList.ReadAsync(
            connection,
            [(products, "status=any"), (products, "status=trash"), (variations, "status=any"), (variations, "status=trash")],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(connection, ids, cancellationToken);

    /// <inheritdoc/>
    public Product Parse(ReadOnlyMemory<byte> raw) => ProductParser.Parse(raw);

    private List<SweptList<ProductHead>> Lists(SourceRequest request)
    {
        ListCursor from = ListCursor.Parse(request.Cursor);
        TimeSpan overlap = options.Overlap + HourTwice;
        Sweep<ProductHead> Sweep(ResourceApi<ProductHead> resource, string status, string list) =>
            new(resource, request.Connection, status, from[list], request.Window, overlap);
        Sweep<ProductHead> any = Sweep(products, "any", SweptList<ProductHead>.Any);
        Sweep<ProductHead> anyVariation = Sweep(variations, "any", Variations);
        return
        [
            new SweptList<ProductHead>(SweptList<ProductHead>.Any, any),
            new SweptList<ProductHead>(SweptList<ProductHead>.Trash, Sweep(products, "trash", SweptList<ProductHead>.Trash), Again: any),
            new SweptList<ProductHead>(Variations, anyVariation),
            new SweptList<ProductHead>(TrashedVariations, Sweep(variations, "trash", TrashedVariations), Again: anyVariation),
        ];
    }

    private IReadOnlyList<SourceRecord> Filed(IReadOnlyList<ProductHead> heads, StoreClock clock) =>
        [.. FiledDates.Of(heads, clock, options.SettleWindow).Select(static filed => ProductRecord.Of(filed.Head, filed.ModifiedAt) with { UnsettledUntil = filed.UnsettledUntil })];

    /// <summary>Not a matter of the connection: the store's orders and products come through all the same.</summary>
    private static Failure TooOld(string host) => new(
        FailureKind.Permanent,
        "woocommerce.variations-missing",
        $"{host} has no list of all variations: its WooCommerce is too old. Its products came without them.",
        "Update WooCommerce in the store.");

    private async Task<(ProductHead? Head, StoreClock Clock)> FindAsync(Connection connection, long id, CancellationToken cancellationToken)
    {
        (ProductHead? head, StoreClock clock) = await products.FindAsync(connection, id, cancellationToken).ConfigureAwait(false);
        if (head?.Type != ProductHead.Variation)
        {
            return (head, clock);
        }

        foreach (string status in (string[])["any", "trash"])
        {
            HeadList<ProductHead> list = await variations.IncludedAsync(connection, $"status={status}", [id], cancellationToken).ConfigureAwait(false);
            if (list.Heads.FirstOrDefault(found => found.Id == id) is { } variation)
            {
                return (variation, list.Clock);
            }
        }

        throw new ConnectorException(new Failure(
            FailureKind.Transient,
            "woocommerce.variation-unlisted",
            $"{StoreClient.AddressOf(connection).Host} has the variation {id}, but its list of variations does not hold it.",
            "If it lasts, see which plug-in changes the store's lists, and switch it off."));
    }
}
