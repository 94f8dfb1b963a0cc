using System.Globalization;
using SyncKit.Connectors;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Looks at an address as a store does before it delivers there. Pure.</summary>
internal static class DeliveryTarget
{
    // What wp_http_validate_url lets through; a plug-in or a line of code in the store may allow more.
    private static readonly HashSet<int> DeliveredPorts = [80, 443, 8080];

    /// <summary>What may keep deliveries away.</summary>
    /// <exception cref="ConnectorException">Nothing may be delivered there: customers' names and addresses would be readable on the way.</exception>
    public static IReadOnlyList<Finding> Check(Uri deliveryUrl)
    {
        bool web = deliveryUrl.IsAbsoluteUri && (deliveryUrl.Scheme == Uri.UriSchemeHttps || deliveryUrl.Scheme == Uri.UriSchemeHttp);
        if (!web || deliveryUrl.UserInfo.Length > 0 || (deliveryUrl.Scheme == Uri.UriSchemeHttp && !deliveryUrl.IsLoopback))
        {
            throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "woocommerce.delivery-url",
                "The address that webhooks are to go to is no https address, so everyone on the way could read the orders.",
                "Set the host's public address to one that begins with https, without a user name."));
        }

        List<Finding> findings = [];
        if (deliveryUrl.IsLoopback)
        {
            findings.Add(new Finding(
                FindingSeverity.Warning,
                "deliveryUrl",
                "The address that webhooks go to is on the loopback interface, where a store delivers only when it is set up for tests: use the host's public address."));
        }
        else if (!DeliveredPorts.Contains(deliveryUrl.Port))
        {
            findings.Add(new Finding(
                FindingSeverity.Warning,
                "deliveryUrl",
                string.Create(CultureInfo.InvariantCulture, $"WordPress delivers only to the ports 80, 443 and 8080, and the address that webhooks go to has the port {deliveryUrl.Port}: let it be reached on 443.")));
        }

        return findings;
    }
}
