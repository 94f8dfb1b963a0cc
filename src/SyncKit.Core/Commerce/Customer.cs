namespace SyncKit.Commerce;

/// <summary>A registered customer of the shop.</summary>
public sealed record Customer : IRecord
{
    /// <inheritdoc/>
    public static string Kind => "customer";

    /// <summary>The shop's id of the customer.</summary>
    public required string Id { get; init; }

    /// <summary>When the account was made; <see langword="null"/> when the shop does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed; <see langword="null"/> when the shop does not say.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The e-mail address.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>The first name.</summary>
    public string FirstName { get; init; } = string.Empty;

    /// <summary>The last name.</summary>
    public string LastName { get; init; } = string.Empty;

    /// <summary>The company; empty when there is none.</summary>
    public string Company { get; init; } = string.Empty;

    /// <summary>The telephone number; empty when there is none.</summary>
    public string Phone { get; init; } = string.Empty;

    /// <summary>The name that the customer logs in with.</summary>
    public string Username { get; init; } = string.Empty;

    /// <summary>Whether the customer has paid for an order.</summary>
    public bool IsPaying { get; init; }

    /// <summary>The role in the shop, for example <c>customer</c>.</summary>
    public string Role { get; init; } = string.Empty;

    /// <summary>Where the bill goes.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where the goods go.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>What plug-ins attached, in the shop's order.</summary>
    public IReadOnlyList<MetaEntry> Meta { get; init; } = [];
}
