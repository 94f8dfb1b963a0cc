using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Names the items of an order's lines. Pure.</summary>
internal sealed class ItemReferences(Order order, QuickBooksSettings settings)
{
    private const int Longest = 100;

    /// <summary>QuickBooks' id of the item that stands for the form's shipping field.</summary>
    public const string ShippingField = "SHIPPING_ITEM_ID";

    public Reference Shipping { get; } = Service(settings.ShippingItem);

    public Reference Fee { get; } = Service(settings.FeeItem);

    public Reference Refund { get; } = Service(settings.RefundItem);

    public Reference Tax { get; } = Service(settings.TaxItem);

    /// <summary>A liability is booked to it, so it is never made with an income account.</summary>
    public Reference GiftCard { get; } = Mapped(settings.GiftCards.Item, "giftCards.item");

    /// <summary>The item of a rounding line; <see langword="null"/> when there is none.</summary>
    public Reference? Rounding { get; } = settings.RoundingItem.Length > 0 ? Mapped(settings.RoundingItem, "roundingItem") : null;

    /// <summary>The item of goods that were sold.</summary>
    public Reference Of(OrderLine line)
    {
        bool asParent = settings.Variations == VariationItem.Parent && line.ParentName.Length > 0;
        return InMap(line.Sku, line.Name) ?? (asParent ? InMap(string.Empty, line.ParentName) ?? ByName(line.ParentName) : Item(line.Sku, line.Name));
    }

    /// <summary>A product, by SKU or name as the settings say. One without a SKU that is to be found by SKU alone has no item of its own.</summary>
    public Reference Item(string sku, string name)
    {
        if (InMap(sku, name) is { } mapped)
        {
            return mapped;
        }

        string cleanSku = settings.ItemMatch == ItemMatch.Name ? string.Empty : Text.Line(sku, Longest);
        return cleanSku.Length > 0 ? BySku(cleanSku, Text.Name(name, Longest))
            : Text.Name(name, Longest) is { Length: > 0 } clean ? ByName(clean)
            : Fee;
    }

    /// <summary>The item of the line that is refunded, which may have been renamed since.</summary>
    public Reference Refunded(RefundLine line) =>
        order.Lines.FirstOrDefault(original => original.Id == line.OriginalLineId) is { } sold ? Of(sold) : Item(line.Sku, line.Name);

    public Reference OfFee(string name) => Named.In(settings.FeeItems, name.Trim()) is { Length: > 0 } item ? Service(item) : Fee;

    private Reference? InMap(string sku, string name)
    {
        string? item = (sku.Length > 0 ? Named.In(settings.ItemMap, sku) : null) ?? (name.Length > 0 ? Named.In(settings.ItemMap, name) : null);
        return item is { Length: > 0 } ? Mapped(item, "itemMap") : null;
    }

    private Reference BySku(string sku, string name) =>
        new(ReferenceKinds.Item, "sku:" + Named.Folded(sku), Product(name.Length > 0 ? name : Text.Name(sku, Longest), sku));

    private Reference ByName(string name)
    {
        string clean = Text.Name(name, Longest);
        return new Reference(ReferenceKinds.Item, "name:" + Named.Folded(clean), Product(clean, string.Empty));
    }

    private Dictionary<string, string> Product(string name, string sku) => new()
    {
        [Detail.Name] = name,
        [Detail.Sku] = sku,
        [Detail.Type] = settings.ItemType.ToString(),
        [Detail.IsProduct] = "true",
    };

    private static Reference Service(string name)
    {
        string clean = Text.Name(name, Longest);
        return new Reference(ReferenceKinds.Item, "name:" + Named.Folded(clean), new Dictionary<string, string>
        {
            [Detail.Name] = clean,
            [Detail.Sku] = string.Empty,
            [Detail.Type] = nameof(ItemType.Service),
        });
    }

    private static Reference Mapped(string name, string setting)
    {
        string clean = Text.Line(name, Longest);
        return new Reference(ReferenceKinds.Item, "map:" + Named.Folded(clean), new Dictionary<string, string>
        {
            [Detail.Name] = clean,
            [Detail.Sku] = string.Empty,
            [Detail.Type] = nameof(ItemType.Service),
            [Detail.IsMapped] = "true",
            [Detail.Setting] = setting,
        });
    }
}
