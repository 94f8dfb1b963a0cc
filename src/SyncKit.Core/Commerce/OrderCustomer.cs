namespace SyncKit.Commerce;

/// <summary>Who bought.</summary>
public sealed record OrderCustomer
{
    /// <summary>The shop's id of the customer; <see langword="null"/> for a guest.</summary>
    public string? Id { get; init; }

    /// <summary>The e-mail address as it was typed; empty when there is none.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>The first name.</summary>
    public string FirstName { get; init; } = string.Empty;

    /// <summary>The last name.</summary>
    public string LastName { get; init; } = string.Empty;

    /// <summary>The company.</summary>
    public string Company { get; init; } = string.Empty;

    /// <summary>The customer's role in the shop, for example <c>wholesale_customer</c>; empty for a guest and where the source does not say.</summary>
    public string Role { get; init; } = string.Empty;

    /// <summary>The telephone number.</summary>
    public string Phone { get; init; } = string.Empty;
}
