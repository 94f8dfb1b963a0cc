using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

internal sealed class RefundRoutes(SimulatedStore store)
{
    private static readonly string[] Orderings = ["date", "id", "include", "title", "slug", "modified"];

    /// <summary>An unknown order has no refunds, and that is no error.</summary>
    public SimulatedResponse ListOf(SimulatedRequest request, long orderId)
    {
        lock (store.Gate)
        {
            IEnumerable<StoreRefund> refunds = store.Shelf.Find(orderId)?.Order.RefundList ?? [];
            return Answer(request, refunds, withParent: false);
        }
    }

    public SimulatedResponse List(SimulatedRequest request)
    {
        store.OnListing?.Invoke(request);
        lock (store.Gate)
        {
            return Answer(request, store.RefundDesk.All, withParent: true);
        }
    }

    public SimulatedResponse Get(SimulatedRequest request, long orderId, long refundId)
    {
        lock (store.Gate)
        {
            return store.Shelf.Find(orderId) is not { } entry
                ? RestError.Of(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.")
                : entry.Order.RefundList.Find(refund => refund.Id == refundId) is { } refund
                    ? RestAnswer.Single(request, Render(refund, 2, withParent: false))
                    : RestError.Of(404, "woocommerce_rest_invalid_order_refund_id", "Invalid order refund ID.");
        }
    }

    public SimulatedResponse Delete(SimulatedRequest request, long orderId, long refundId)
    {
        lock (store.Gate)
        {
            SimulatedResponse response = Get(request, orderId, refundId);
            if (response.Status == 200)
            {
                store.DeleteRefund(orderId, refundId);
            }

            return response;
        }
    }

    public SimulatedResponse Create(SimulatedRequest request, long orderId, JsonObject body)
    {
        lock (store.Gate)
        {
            if (store.Shelf.Find(orderId) is null)
            {
                return RestError.Of(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
            }

            NewRefund wanted = new()
            {
                Amount = OrderInput.Number(body["amount"]),
                Reason = OrderInput.Text(body["reason"]) ?? string.Empty,
                Items = [.. ((body["line_items"] as JsonArray)?.OfType<JsonObject>() ?? []).Select(Item)],
            };
            if (store.TryRefund(orderId, wanted) is not { } refund)
            {
                return RestError.OverRefund();
            }

            SimulatedResponse response = RestAnswer.Single(request, Render(refund, 2, withParent: false), 201);
            return response.With("Location", string.Create(CultureInfo.InvariantCulture, $"{store.Site.Api}orders/{orderId}/refunds/{refund.Id}"));
        }
    }

    private static RefundedItem Item(JsonObject item) => new(
        OrderInput.Long(item["id"]),
        (int)OrderInput.Long(item["quantity"]),
        OrderInput.Number(item["refund_total"]),
        item["refund_tax"] is JsonArray taxes
            ? taxes.OfType<JsonObject>().ToDictionary(tax => OrderInput.Long(tax["id"]), tax => OrderInput.Number(tax["refund_total"]) ?? 0m)
            : null);

    private SimulatedResponse Answer(SimulatedRequest request, IEnumerable<StoreRefund> refunds, bool withParent)
    {
        ListingQuery query = ListingQuery.Read(request, store.Site.Zone, Orderings, out IReadOnlyList<InvalidParameter> invalid);
        if (invalid.Count > 0)
        {
            return RestError.Invalid(invalid);
        }

        StoreRefund[] matching = [.. refunds.Where(refund => Matches(refund, query))];
        Array.Sort(matching, (left, right) => (query.Descending ? -1 : 1) * (Key(left, query), left.Id).CompareTo((Key(right, query), right.Id)));
        IEnumerable<byte[]> page = matching.Skip((query.Page - 1) * query.PerPage).Take(query.PerPage).Select(refund => Render(refund, query.Decimals, withParent));
        return RestAnswer.List(request, store.Site, query, matching.Length, page);
    }

    private static bool Matches(StoreRefund refund, ListingQuery query)
    {
        long made = OrderShelf.Seconds(refund.CreatedAt);
        return (query.Parent is not { } parent || refund.OrderId == parent)
            && (query.Include is not { } ids || ids.Contains(refund.Id))
            && !query.Exclude.Contains(refund.Id)
            && !(made <= query.ModifiedAfter)
            && !(made >= query.ModifiedBefore)
            && !(made <= query.CreatedAfter)
            && !(made >= query.CreatedBefore);
    }

    private static long Key(StoreRefund refund, ListingQuery query) =>
        query.OrderBy is "date" or "modified" ? OrderShelf.Seconds(refund.CreatedAt) : refund.Id;

    private byte[] Render(StoreRefund refund, int decimals, bool withParent)
    {
        PhpJsonWriter json = new() { Decimals = decimals };
        RefundJson.Write(json, refund, store.Site, withParent);
        return json.ToUtf8();
    }
}
