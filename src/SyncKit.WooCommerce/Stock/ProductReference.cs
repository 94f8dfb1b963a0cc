using System.Globalization;
using SyncKit.Transforming;

namespace SyncKit.WooCommerce.Stock;

/// <summary>Names products of a store: by SKU or by id.</summary>
internal static class ProductReference
{
    public const string BySku = "product-by-sku";
    public const string ById = "product-by-id";

    private const string Parent = "parent_id";

    // Products come and go, and a SKU may be given to another one.
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static ResolvedReference Resolve(Reference reference, long id, long parent, DateTimeOffset now)
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal)
        {
            [ResolvedReference.ExpiresAtAttribute] = (now + Life).ToString("O", CultureInfo.InvariantCulture),
        };
        if (parent != 0)
        {
            attributes[Parent] = parent.ToString(CultureInfo.InvariantCulture);
        }

        return new ResolvedReference(reference.Kind, reference.Key, id.ToString(CultureInfo.InvariantCulture), attributes, now);
    }

    public static (long Id, long? Parent) Read(ResolvedReference resolved) => (
        long.Parse(resolved.Id, CultureInfo.InvariantCulture),
        resolved.Attributes.TryGetValue(Parent, out string? parent) ? long.Parse(parent, CultureInfo.InvariantCulture) : null);
}
