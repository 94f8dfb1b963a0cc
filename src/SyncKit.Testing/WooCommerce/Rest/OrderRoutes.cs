using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

internal sealed class OrderRoutes(SimulatedStore store)
{
    private const int BatchLimit = 100;

    private static readonly string[] Orderings = ["date", "id", "include", "title", "slug", "modified"];

    public SimulatedResponse List(SimulatedRequest request)
    {
        ListingQuery query = ListingQuery.Read(request, store.Site.Zone, Orderings, out IReadOnlyList<InvalidParameter> invalid);
        if (invalid.Count > 0)
        {
            return RestError.Invalid(invalid);
        }

        store.OnListing?.Invoke(request);
        int total;
        List<byte[]> bodies;
        lock (store.Gate)
        {
            (total, List<OrderEntry> page) = OrderListing.Pick(store.Shelf, query);
            bodies = [.. page.Select(entry => entry.Render(store.Site, query.Decimals))];
        }

        return RestAnswer.List(request, store.Site, query, total, bodies);
    }

    public SimulatedResponse Get(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            return store.Shelf.Find(id) is { } entry
                ? RestAnswer.Single(request, entry.Render(store.Site, Decimals(request)))
                : RestError.UnknownOrder();
        }
    }

    public SimulatedResponse Create(SimulatedRequest request, JsonObject body)
    {
        lock (store.Gate)
        {
            StoreOrder order = new() { Status = "pending", CreatedVia = "rest-api" };
            if (OrderInput.Apply(order, body, store.Catalog) is { } refusal)
            {
                return refusal;
            }

            long id = store.AddOrder(order);
            SimulatedResponse response = Get(request, id) with { Status = 201 };
            return response.With("Location", string.Create(CultureInfo.InvariantCulture, $"{store.Site.Api}orders/{id}"));
        }
    }

    public SimulatedResponse Update(SimulatedRequest request, long id, JsonObject body)
    {
        lock (store.Gate)
        {
            if (store.Shelf.Find(id) is null)
            {
                return RestError.UnknownOrderOnWrite();
            }

            if (OrderInput.Check(body, store.Catalog) is { } refusal)
            {
                return refusal;
            }

            store.UpdateOrder(id, order => OrderInput.Apply(order, body, store.Catalog));
            return Get(request, id);
        }
    }

    /// <summary>Answers with the order as it was: trash shows in later reads.</summary>
    public SimulatedResponse Delete(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            if (store.Shelf.Find(id) is not { } entry)
            {
                return RestError.UnknownOrder();
            }

            bool force = request.Query.TryGetValue("force", out var given) && (given.ToString() is "true" or "1");
            if (!force && entry.Order.Status == "trash")
            {
                return RestError.Of(410, "woocommerce_rest_already_trashed", "The order has already been deleted.");
            }

            byte[] before = entry.Render(store.Site);
            if (force)
            {
                store.ForceDelete(id);
            }
            else
            {
                store.Trash(id);
            }

            return RestAnswer.Single(request, before);
        }
    }

    public SimulatedResponse Batch(JsonObject body)
    {
        string[] parts = ["create", "update", "delete"];
        if (parts.Sum(part => (body[part] as JsonArray)?.Count ?? 0) > BatchLimit)
        {
            return RestError.TooLarge();
        }

        PhpJsonWriter json = new();
        json.Begin('{');
        foreach (string part in parts.Where(part => body[part] is JsonArray))
        {
            json.Begin(part, '[');
            foreach (JsonNode? item in (JsonArray)body[part]!)
            {
                json.Raw(BatchItem(part, item));
            }

            json.End(']');
        }

        json.End('}');
        return new SimulatedResponse(200, json.ToUtf8(), "application/json; charset=UTF-8");
    }

    private string BatchItem(string part, JsonNode? item)
    {
        SimulatedRequest request = new("POST", "/wp-json/wc/v3/orders/batch", part == "delete" ? "?force=true" : string.Empty, new Dictionary<string, string>(), default, default);
        JsonObject? content = item as JsonObject;
        long id = part == "delete" ? OrderInput.Long(item) : OrderInput.Long(content?["id"]);
        SimulatedResponse response = part switch
        {
            "create" => Create(request, content ?? []),
            "update" => Update(request, id, content ?? []),
            _ => Delete(request, id),
        };
        string answer = System.Text.Encoding.UTF8.GetString(response.Body.Span);
        return response.Status < 300 ? answer : string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"error\":{answer}}}");
    }

    private static int Decimals(SimulatedRequest request) =>
        request.Query.TryGetValue("dp", out var given) && int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int decimals) ? decimals : 2;
}
