using SyncKit.Discovery;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Products;

/// <summary>Files a product under its id, with the facets that filters look at. Pure.</summary>
internal static class ProductRecord
{
    public const string TypeFacet = "type";

    /// <summary>A record with the product's own bytes.</summary>
    public static SourceRecord Of(ProductHead product, DateTimeOffset modifiedAt)
    {
        Dictionary<string, string> facets = new(2, StringComparer.Ordinal);
        if (product.Status is { } status)
        {
            facets[RecordFilter.StatusFacet] = status;
        }

        if (product.Type is { } type)
        {
            facets[TypeFacet] = type;
        }

        return new SourceRecord { Id = ThinRecord.IdOf(product.Id!.Value), ModifiedAt = modifiedAt, Raw = product.Steady, Facets = facets };
    }
}
