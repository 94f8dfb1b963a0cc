using SyncKit.Discovery;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Customers;

/// <summary>Files a customer under its id, with the facet that filters look at. Pure.</summary>
internal static class CustomerRecord
{
    public const string RoleFacet = "role";

    /// <summary>A record with the customer's own bytes.</summary>
    public static SourceRecord Of(CustomerHead customer) => new()
    {
        Id = ThinRecord.IdOf(customer.Id!.Value),

        // Without any date it is as old as can be, so that a change of its content is still taken for a later one.
        ModifiedAt = customer.ModifiedAt ?? DateTimeOffset.UnixEpoch,
        Raw = customer.Raw,
        Facets = customer.Role is { } role ? new Dictionary<string, string>(StringComparer.Ordinal) { [RoleFacet] = role } : [],
    };
}
