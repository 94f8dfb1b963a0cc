namespace SyncKit.Commerce;

/// <summary>The tax of one rate in an order.</summary>
public sealed record TaxLine
{
    /// <summary>The shop's id of the rate.</summary>
    public required string RateId { get; init; }

    /// <summary>The rate's code, for example <c>US-NY-NY TAX-1</c>.</summary>
    public string RateCode { get; init; } = string.Empty;

    /// <summary>What the customer sees, for example <c>NY Tax</c>.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>Whether it is charged on top of other tax.</summary>
    public bool IsCompound { get; init; }

    /// <summary>The rate in percent; <see langword="null"/> when the shop does not say.</summary>
    public decimal? Percent { get; init; }

    /// <summary>The tax on lines and fees.</summary>
    public required decimal LineTax { get; init; }

    /// <summary>The tax on shipping.</summary>
    public required decimal ShippingTax { get; init; }
}
