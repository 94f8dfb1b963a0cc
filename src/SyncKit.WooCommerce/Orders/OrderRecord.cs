using SyncKit.Discovery;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Files an order under its id, with the facets that filters look at. Pure.</summary>
internal static class OrderRecord
{
    public const string CurrencyFacet = "currency";

    /// <summary>A record with the order's own bytes.</summary>
    public static SourceRecord Of(OrderHead order, DateTimeOffset modifiedAt)
    {
        Dictionary<string, string> facets = new(3, StringComparer.Ordinal) { [RecordFilter.PaymentStatusFacet] = order.IsPaid ? "paid" : "unpaid" };
        if (order.Status is { } status)
        {
            facets[RecordFilter.StatusFacet] = status;
        }

        if (order.Currency is { } currency)
        {
            facets[CurrencyFacet] = currency;
        }

        return new SourceRecord
        {
            Id = ThinRecord.IdOf(order.Id!.Value),
            ModifiedAt = modifiedAt,
            Raw = order.Raw,
            Facets = facets,
        };
    }
}
