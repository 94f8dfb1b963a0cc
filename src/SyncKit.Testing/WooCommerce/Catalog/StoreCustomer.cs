using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A registered customer of the simulated store.</summary>
public sealed class StoreCustomer
{
    /// <summary>The customer's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The e-mail address.</summary>
    public string Email { get; set; } = string.Empty;

    /// <summary>The given name.</summary>
    public string FirstName { get; set; } = string.Empty;

    /// <summary>The family name.</summary>
    public string LastName { get; set; } = string.Empty;

    /// <summary>The login name; made by the store when empty.</summary>
    public string Username { get; set; } = string.Empty;

    /// <summary>The role.</summary>
    /// <value><c>customer</c> by default.</value>
    public string Role { get; set; } = "customer";

    /// <summary>The billing address.</summary>
    public StoreAddress Billing { get; set; } = StoreAddress.Empty;

    /// <summary>The shipping address.</summary>
    public StoreAddress Shipping { get; set; } = StoreAddress.Empty;

    /// <summary>When the account was made.</summary>
    /// <value>The time of adding when absent.</value>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the account was last modified.</summary>
    /// <value>The time of adding when absent.</value>
    public DateTimeOffset? ModifiedAt { get; set; }
}
