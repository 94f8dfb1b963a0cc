using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Transforming;

namespace SyncKit.WooCommerce.Stock;

/// <summary>
/// Turns a product into what the store should have of it. Only what is written counts for the content's hash: a product that comes back from the store because
/// of our own write, or changed in anything else, has the same one and is not written again.
/// </summary>
internal sealed class StockTransformer : ITransformer<Product, StockDocument>
{
    public const string Key = "stock";
    public const string Kind = "Product";

    private static readonly string[] Statuses = ["instock", "outofstock", "onbackorder"];

    public IReadOnlyCollection<Reference> References(Product record, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(context);
        return StockSettings.TryRead(context.Destination, out StockSettings? settings, out _) && ReferenceOf(record, settings) is { } reference ? [reference] : [];
    }

    public TransformResult<StockDocument> Transform(Product record, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(context);
        if (!StockSettings.TryRead(context.Destination, out StockSettings? settings, out Failure? failure))
        {
            return TransformResult<StockDocument>.Refuse(failure);
        }

        if (ReferenceOf(record, settings) is not { } reference)
        {
            return TransformResult<StockDocument>.Skip("no-sku", $"The product {record.Id} has no SKU by which it could be found in the store.");
        }

        ReferenceAnswer answer = context.References[reference];
        return answer.Resolved is null
            ? TransformResult<StockDocument>.Refuse(answer.Failure!)
            : Of(record, settings, ProductReference.Read(answer.Resolved));
    }

    /// <summary>That the source no longer has a product says nothing of what the store sells.</summary>
    public TransformResult<StockDocument> TransformDeleted(TransformContext context) =>
        TransformResult<StockDocument>.Skip("deleted", "The source no longer has the product; the store's is left as it is.");

    private static Reference? ReferenceOf(Product record, StockSettings settings) =>
        settings.ById ? new Reference(ProductReference.ById, record.Id)
        : record.Sku.Trim() is { Length: > 0 } sku ? new Reference(ProductReference.BySku, sku)
        : null;

    private static TransformResult<StockDocument> Of(Product record, StockSettings settings, (long Id, long? Parent) product)
    {
        decimal? quantity = settings.Fields.Contains(StockSettings.Quantity) ? record.StockQuantity : null;

        // Where the store counts, it tells by itself whether there is any.
        string? status = settings.Fields.Contains(StockSettings.Status) && quantity is null && record.StockStatus.Length > 0 ? record.StockStatus : null;
        if (status is not null && !Statuses.Contains(status))
        {
            return Refuse($"The product {record.Id} has the stock status '{status}', which a store does not know.", $"Write one of {string.Join(", ", Statuses)} into the source.");
        }

        StockDocument document = new(product.Id, product.Parent)
        {
            Quantity = quantity,
            Status = status,
            RegularPrice = settings.Fields.Contains(StockSettings.RegularPrice) ? record.RegularPrice : null,
            SalePrice = record.SalePrice,
            SetsSalePrice = settings.Fields.Contains(StockSettings.SalePrice),
        };
        if (document.IsEmpty)
        {
            return TransformResult<StockDocument>.Skip("nothing-to-write", $"The product {record.Id} has none of the fields that are written.");
        }

        if (document.RegularPrice < 0 || (document.SetsSalePrice && document.SalePrice < 0))
        {
            return Refuse($"The product {record.Id} has a negative price.", "Correct the price in the source.");
        }

        DocumentDraft<StockDocument> draft = new()
        {
            Key = Key,
            Kind = Kind,
            Document = document,
            Hash = ContentHash.Of(StockJson.Write(document)),
            Total = 0,
            Tax = 0,
            Currency = string.Empty,
        };
        return TransformResult<StockDocument>.Write(new Money(0, string.Empty), [draft]);
    }

    private static TransformResult<StockDocument> Refuse(string message, string remedy) =>
        TransformResult<StockDocument>.Refuse(new Failure(FailureKind.Permanent, "woocommerce.product-unusable", message, remedy));
}
