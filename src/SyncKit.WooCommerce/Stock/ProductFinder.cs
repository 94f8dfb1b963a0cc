using System.Globalization;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Transforming;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Stock;

/// <summary>Finds products and variations in a store, up to a hundred with one request.</summary>
internal sealed class ProductFinder(StoreClient client)
{
    public const string Unknown = "woocommerce.product-unknown";

    private const int ChunkSize = 100;

    // As many SKUs as fit into an address that every server takes.
    private const int LongestList = 4_000;
    private const string OnlyHeads = "_fields=id,sku,parent_id,type";

    /// <summary>Finds what references name.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<IReadOnlyList<ReferenceAnswer>> FindAsync(
        Connection store, IReadOnlyCollection<Reference> references, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<ReferenceAnswer> answers = [];
        Reference[] bySku = [.. references.Where(static reference => reference.Kind == ProductReference.BySku)];
        foreach (IReadOnlyList<Reference> part in Parts(bySku))
        {
            List<StoreProductHead> found = await ListAsync(
                store, $"products?status=any&per_page={ChunkSize}&sku={Uri.EscapeDataString(string.Join(',', part.Select(static each => each.Key)))}&{OnlyHeads}", cancellationToken)
                .ConfigureAwait(false);
            answers.AddRange(part.Select(reference => BySku(reference, found, now)));
        }

        foreach (Reference[] part in references.Where(static reference => reference.Kind == ProductReference.ById).Chunk(ChunkSize))
        {
            Dictionary<long, StoreProductHead> found = await ByIdAsync(store, part.Select(static each => each.Key), cancellationToken).ConfigureAwait(false);
            answers.AddRange(part.Select(reference => Number(reference.Key) is { } id && found.TryGetValue(id, out StoreProductHead? head)
                ? new ReferenceAnswer(reference, ProductReference.Resolve(reference, head.Id, head.ParentId, now), null)
                : Missing(reference, $"The store has no product with the id {reference.Key}.")));
        }

        return answers;
    }

    private async Task<Dictionary<long, StoreProductHead>> ByIdAsync(Connection store, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        long[] ids = [.. keys.Select(Number).OfType<long>()];
        if (ids.Length == 0)
        {
            return [];
        }

        string include = string.Join(',', ids);
        Dictionary<long, StoreProductHead> found = (await ListAsync(store, $"products?status=any&per_page={ChunkSize}&include={include}&{OnlyHeads}", cancellationToken).ConfigureAwait(false))
            .ToDictionary(static head => head.Id);
        long[] missing = [.. ids.Where(id => !found.ContainsKey(id))];
        if (missing.Length > 0)
        {
            string rest = string.Join(',', missing);
            foreach (StoreProductHead variation in await ListAsync(store, $"variations?status=any&per_page={ChunkSize}&include={rest}&{OnlyHeads}", cancellationToken).ConfigureAwait(false))
            {
                found[variation.Id] = variation;
            }
        }

        return found;
    }

    private async Task<List<StoreProductHead>> ListAsync(Connection store, string path, CancellationToken cancellationToken)
    {
        StoreAnswer answer = await client.ListAsync(store, path, cancellationToken).ConfigureAwait(false);
        return StoreClient.Read(store, StoreProductHead.ReadList, answer.Json);
    }

    /// <summary>A store takes a list of SKUs parted by commas, so one that has a comma in it is asked for alone.</summary>
    private static IEnumerable<IReadOnlyList<Reference>> Parts(Reference[] references)
    {
        List<Reference> part = [];
        int length = 0;
        foreach (Reference reference in references)
        {
            if (reference.Key.Contains(',', StringComparison.Ordinal))
            {
                yield return [reference];
                continue;
            }

            int grows = Uri.EscapeDataString(reference.Key).Length + 3;
            if (part.Count > 0 && (part.Count == ChunkSize || length + grows > LongestList))
            {
                yield return part;
                part = [];
                length = 0;
            }

            part.Add(reference);
            length += grows;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static ReferenceAnswer BySku(Reference reference, List<StoreProductHead> found, DateTimeOffset now)
    {
        StoreProductHead[] same = [.. found.Where(head => string.Equals(head.Sku, reference.Key, StringComparison.OrdinalIgnoreCase))];
        return same switch
        {
            [var one] => new ReferenceAnswer(reference, ProductReference.Resolve(reference, one.Id, one.ParentId, now), null),
            [] => Missing(reference, $"The store has no product with the SKU {reference.Key}."),
            _ => Missing(reference, $"The store has {same.Length} products with the SKU {reference.Key}: {string.Join(", ", same.Select(static head => head.Id))}."),
        };
    }

    private static ReferenceAnswer Missing(Reference reference, string message) => new(reference, null, new Failure(
        FailureKind.Permanent, Unknown, message, "Give exactly one product of the store that SKU or id; it is looked for again by itself now and then."));

    private static long? Number(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
}
