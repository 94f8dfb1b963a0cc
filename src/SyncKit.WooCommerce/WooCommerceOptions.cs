using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SyncKit.WooCommerce;

/// <summary>How this host reads from all WooCommerce stores.</summary>
public sealed class WooCommerceOptions
{
    /// <summary>Orders asked for with one request, 1 to 100.</summary>
    /// <value>100 by default, the most that a store gives.</value>
    [Range(1, 100)]
    public int PageSize { get; set; } = 100;

    /// <summary>Requests that one store answers at the same time.</summary>
    /// <value>2 by default: more clients only add waiting on a store with two cores.</value>
    [Range(1, 16)]
    public int MaxConcurrency { get; set; } = 2;

    /// <summary>
    /// How far a cursor stays behind the store's clock at the beginning of a run, so that a change that was stamped earlier than it was
    /// written is still seen by the next run.
    /// </summary>
    /// <value>30 seconds by default.</value>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its last change an order may still be half-written; it is read once more after that time.</summary>
    /// <value>5 seconds by default.</value>
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection's secrets are kept in memory before they are read from the credential store again.</summary>
    /// <value>5 minutes by default.</value>
    public TimeSpan CredentialLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What the store calls this app on the page on which a merchant allows its access.</summary>
    /// <value>SyncKit by default.</value>
    [Required(AllowEmptyStrings = false)]
    [StringLength(100)]
    public string AppName { get; set; } = "SyncKit";

    /// <summary>
    /// Whether stores may be at addresses that are not public: loopback, private, link-local and their like. Merchants say where their store is, so leave it off on a
    /// host that serves others; turn it on for a store in your own network, for tests and for demonstrations.
    /// </summary>
    /// <value>Off by default.</value>
    public bool AllowPrivateAddresses { get; set; }

    internal static ValidateOptionsResult Check(WooCommerceOptions options) => options switch
    {
        _ when options.Overlap < TimeSpan.Zero || options.Overlap > TimeSpan.FromDays(1) =>
            ValidateOptionsResult.Fail($"Overlap is {options.Overlap}; it must be between zero and one day."),
        _ when options.SettleWindow < TimeSpan.Zero || options.SettleWindow > TimeSpan.FromHours(1) =>
            ValidateOptionsResult.Fail($"SettleWindow is {options.SettleWindow}; it must be between zero and one hour."),
        _ when options.CredentialLifetime < TimeSpan.Zero || options.CredentialLifetime > TimeSpan.FromDays(1) =>
            ValidateOptionsResult.Fail($"CredentialLifetime is {options.CredentialLifetime}; it must be between zero and one day."),
        _ => ValidateOptionsResult.Success,
    };
}
