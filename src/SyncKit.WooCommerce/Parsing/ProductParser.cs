using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads a product or a variation in one pass over the bytes.</summary>
internal static class ProductParser
{
    /// <exception cref="RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    public static Product Parse(ReadOnlyMemory<byte> raw) => RecordJson.Parse(raw, "product", Read);

    private static Product Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw)
    {
        ProductFields product = default;
        while (Fields.Next(ref reader))
        {
            product.Take(ref reader, raw);
        }

        return product.ToProduct();
    }
}
