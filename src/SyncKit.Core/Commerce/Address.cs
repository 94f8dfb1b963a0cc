namespace SyncKit.Commerce;

/// <summary>A postal address.</summary>
public sealed record Address
{
    /// <summary>The first line.</summary>
    public string Line1 { get; init; } = string.Empty;

    /// <summary>The second line.</summary>
    public string Line2 { get; init; } = string.Empty;

    /// <summary>The city.</summary>
    public string City { get; init; } = string.Empty;

    /// <summary>The state or region as the shop codes it.</summary>
    public string Region { get; init; } = string.Empty;

    /// <summary>The postal code.</summary>
    public string PostalCode { get; init; } = string.Empty;

    /// <summary>The ISO 3166 country code.</summary>
    public string Country { get; init; } = string.Empty;

    /// <summary>Who receives; empty when it is the customer.</summary>
    public string Recipient { get; init; } = string.Empty;
}
