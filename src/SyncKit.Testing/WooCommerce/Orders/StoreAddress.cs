namespace SyncKit.Testing.WooCommerce;

/// <summary>A billing or shipping address.</summary>
public sealed record StoreAddress
{
    /// <summary>An address with nothing in it.</summary>
    public static StoreAddress Empty { get; } = new();

    /// <summary>The given name.</summary>
    public string FirstName { get; init; } = string.Empty;

    /// <summary>The family name.</summary>
    public string LastName { get; init; } = string.Empty;

    /// <summary>The company.</summary>
    public string Company { get; init; } = string.Empty;

    /// <summary>The first address line.</summary>
    public string Address1 { get; init; } = string.Empty;

    /// <summary>The second address line.</summary>
    public string Address2 { get; init; } = string.Empty;

    /// <summary>The city.</summary>
    public string City { get; init; } = string.Empty;

    /// <summary>The state's code.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>The postal code.</summary>
    public string Postcode { get; init; } = string.Empty;

    /// <summary>The ISO country code.</summary>
    public string Country { get; init; } = string.Empty;

    /// <summary>The e-mail address; billing only.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>The phone number.</summary>
    public string Phone { get; init; } = string.Empty;
}
