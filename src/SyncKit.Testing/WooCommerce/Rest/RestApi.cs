using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The routes of <c>/wp-json/wc/v3</c>.</summary>
internal sealed partial class RestApi
{
    private readonly SimulatedStore store;
    private readonly OrderRoutes orders;
    private readonly RefundRoutes refunds;
    private readonly CatalogRoutes catalog;
    private readonly StockRoutes stock;
    private readonly WebhookRoutes webhooks;
    private readonly (Regex Path, string Verbs, Func<SimulatedRequest, Match, SimulatedResponse> Answer)[] routes;

    public RestApi(SimulatedStore store)
    {
        this.store = store;
        orders = new OrderRoutes(store);
        refunds = new RefundRoutes(store);
        catalog = new CatalogRoutes(store);
        stock = new StockRoutes(store);
        webhooks = new WebhookRoutes(store);
        const string write = "POST PUT PATCH";
        routes =
        [
            (Orders(), "GET", (request, _) => orders.List(request)),
            (Orders(), "POST", (request, _) => WithBody(request, body => orders.Create(request, body))),
            (OrdersBatch(), write, (request, _) => WithBody(request, orders.Batch)),
            (Order(), "GET", (request, match) => orders.Get(request, Id(match, 1))),
            (Order(), write, (request, match) => WithBody(request, body => orders.Update(request, Id(match, 1), body))),
            (Order(), "DELETE", (request, match) => orders.Delete(request, Id(match, 1))),
            (OrderRefunds(), "GET", (request, match) => refunds.ListOf(request, Id(match, 1))),
            (OrderRefunds(), "POST", (request, match) => WithBody(request, body => refunds.Create(request, Id(match, 1), body))),
            (OrderRefund(), "GET", (request, match) => refunds.Get(request, Id(match, 1), Id(match, 2))),
            (OrderRefund(), "DELETE", (request, match) => refunds.Delete(request, Id(match, 1), Id(match, 2))),
            (Refunds(), "GET", (request, _) => refunds.List(request)),
            (Customers(), "GET", (request, _) => catalog.ListCustomers(request)),
            (Customer(), "GET", (request, match) => catalog.GetCustomer(request, Id(match, 1))),
            (Products(), "GET", (request, _) => catalog.ListProducts(request)),
            (ProductsBatch(), write, (request, _) => WithBody(request, stock.UpdateProducts)),
            (VariationsBatch(), write, (request, match) => WithBody(request, body => stock.UpdateVariations(Id(match, 1), body))),
            (Product(), "GET", (request, match) => catalog.GetProduct(request, Id(match, 1))),
            (Variations(), "GET", (request, match) => catalog.ListVariations(request, Id(match, 1))),
            (AllVariations(), "GET", (request, _) => catalog.ListAllVariations(request)),
            (Webhooks(), "GET", (request, _) => webhooks.List(request)),
            (Webhooks(), "POST", (request, _) => WithBody(request, webhooks.Create)),
            (Webhook(), "GET", (_, match) => webhooks.Get(Id(match, 1))),
            (Webhook(), write, (request, match) => WithBody(request, body => webhooks.Update(Id(match, 1), body))),
            (Webhook(), "DELETE", (request, match) => webhooks.Delete(request, Id(match, 1))),
            (SystemStatus(), "GET", (_, _) => SiteIndex.SystemStatus(store.Site)),
            (Namespace(), "GET", (_, _) => SiteIndex.Namespace()),
        ];
    }

    public bool Knows(SimulatedRequest request) => Find(request).Answer is not null;

    public SimulatedResponse Index() => SiteIndex.Root(store.Site, store.Now);

    public SimulatedResponse Answer(SimulatedRequest request)
    {
        (Func<SimulatedRequest, Match, SimulatedResponse>? answer, Match match) = Find(request);
        string allow = string.Join(", ", routes.Where(route => route.Path.IsMatch(request.Path)).SelectMany(route => route.Verbs.Split(' ')).Distinct());
        return answer!(request, match).With("Allow", allow);
    }

    private (Func<SimulatedRequest, Match, SimulatedResponse>? Answer, Match Match) Find(SimulatedRequest request)
    {
        string verb = request.Method == "HEAD" ? "GET" : request.Method;
        foreach ((Regex path, string verbs, Func<SimulatedRequest, Match, SimulatedResponse> answer) in routes)
        {
            if (verbs.Split(' ').Contains(verb) && path.Match(request.Path) is { Success: true } match)
            {
                return (answer, match);
            }
        }

        return (null, Match.Empty);
    }

    private static long Id(Match match, int group) =>
        long.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : 0;

    private static SimulatedResponse WithBody(SimulatedRequest request, Func<JsonObject, SimulatedResponse> answer)
    {
        if (request.Body.IsEmpty)
        {
            return answer([]);
        }

        try
        {
            return JsonNode.Parse(request.Body.Span) is JsonObject body ? answer(body) : RestError.InvalidJson();
        }
        catch (JsonException)
        {
            return RestError.InvalidJson();
        }
    }

    [GeneratedRegex("^/wp-json/wc/v3/orders/?$")]
    private static partial Regex Orders();

    [GeneratedRegex("^/wp-json/wc/v3/orders/batch/?$")]
    private static partial Regex OrdersBatch();

    [GeneratedRegex(@"^/wp-json/wc/v3/orders/(\d+)/?$")]
    private static partial Regex Order();

    [GeneratedRegex(@"^/wp-json/wc/v3/orders/(\d+)/refunds/?$")]
    private static partial Regex OrderRefunds();

    [GeneratedRegex(@"^/wp-json/wc/v3/orders/(\d+)/refunds/(\d+)/?$")]
    private static partial Regex OrderRefund();

    [GeneratedRegex("^/wp-json/wc/v3/refunds/?$")]
    private static partial Regex Refunds();

    [GeneratedRegex("^/wp-json/wc/v3/customers/?$")]
    private static partial Regex Customers();

    [GeneratedRegex(@"^/wp-json/wc/v3/customers/(\d+)/?$")]
    private static partial Regex Customer();

    [GeneratedRegex("^/wp-json/wc/v3/products/?$")]
    private static partial Regex Products();

    [GeneratedRegex("^/wp-json/wc/v3/products/batch/?$")]
    private static partial Regex ProductsBatch();

    [GeneratedRegex(@"^/wp-json/wc/v3/products/(\d+)/variations/batch/?$")]
    private static partial Regex VariationsBatch();

    [GeneratedRegex(@"^/wp-json/wc/v3/products/(\d+)/?$")]
    private static partial Regex Product();

    [GeneratedRegex(@"^/wp-json/wc/v3/products/(\d+)/variations/?$")]
    private static partial Regex Variations();

    [GeneratedRegex("^/wp-json/wc/v3/variations/?$")]
    private static partial Regex AllVariations();

    [GeneratedRegex("^/wp-json/wc/v3/webhooks/?$")]
    private static partial Regex Webhooks();

    [GeneratedRegex(@"^/wp-json/wc/v3/webhooks/(\d+)/?$")]
    private static partial Regex Webhook();

    [GeneratedRegex("^/wp-json/wc/v3/system_status/?$")]
    private static partial Regex SystemStatus();

    [GeneratedRegex("^/wp-json/wc/v3/?$")]
    private static partial Regex Namespace();
}
