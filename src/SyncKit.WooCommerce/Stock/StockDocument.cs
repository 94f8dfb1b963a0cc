namespace SyncKit.WooCommerce.Stock;

/// <summary>What a product should have in the store.</summary>
/// <param name="ProductId">The product or variation.</param>
/// <param name="ParentId">The product that a variation belongs to; <see langword="null"/> for a product.</param>
internal sealed record StockDocument(long ProductId, long? ParentId)
{
    /// <summary>How many there are; <see langword="null"/> leaves it.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Whether it can be had; <see langword="null"/> leaves it.</summary>
    public string? Status { get; init; }

    /// <summary>The price when it is not on sale; <see langword="null"/> leaves it.</summary>
    public decimal? RegularPrice { get; init; }

    /// <summary>The price while it is on sale; <see langword="null"/> ends the sale.</summary>
    public decimal? SalePrice { get; init; }

    /// <summary>Whether the price while it is on sale is written.</summary>
    public bool SetsSalePrice { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => Quantity is null && Status is null && RegularPrice is null && !SetsSalePrice;
}
