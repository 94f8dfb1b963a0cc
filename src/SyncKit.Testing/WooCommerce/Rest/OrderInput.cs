using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Reads the body of a POST or PUT into an order.</summary>
internal static class OrderInput
{
    private static readonly string[] Statuses =
        ["auto-draft", "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft"];

    /// <summary>Says what is wrong with a body.</summary>
    public static SimulatedResponse? Check(JsonObject body, StoreCatalog catalog)
    {
        if (Text(body["status"]) is { } status && !Statuses.Contains(status))
        {
            return RestError.Invalid([new InvalidParameter("status", "rest_not_in_enum", "status is not one of " + string.Join(", ", Statuses[..^1]) + ", and " + Statuses[^1] + ".")]);
        }

        if (Text((body["billing"] as JsonObject)?["email"]) is { Length: > 0 } email && !email.Contains('@', StringComparison.Ordinal))
        {
            return RestError.Invalid([new InvalidParameter("billing", "rest_invalid_email", "Invalid email address.")]);
        }

        return Long(body["customer_id"]) is > 0 and var customer && catalog.FindCustomer(customer) is null
            ? RestError.Of(400, "woocommerce_rest_invalid_customer_id", "Customer ID is invalid.")
            : null;
    }

    public static SimulatedResponse? Apply(StoreOrder order, JsonObject body, StoreCatalog catalog)
    {
        if (Check(body, catalog) is { } refusal)
        {
            return refusal;
        }

        order.Status = Text(body["status"]) ?? order.Status;
        order.Currency = Text(body["currency"]) ?? order.Currency;
        order.CustomerId = body["customer_id"] is { } customer ? Long(customer) : order.CustomerId;
        order.CustomerNote = Text(body["customer_note"]) ?? order.CustomerNote;
        order.PaymentMethod = Text(body["payment_method"]) ?? order.PaymentMethod;
        order.PaymentMethodTitle = Text(body["payment_method_title"]) ?? order.PaymentMethodTitle;
        order.TransactionId = Text(body["transaction_id"]) ?? order.TransactionId;
        if (body["set_paid"]?.GetValueKind() == JsonValueKind.True)
        {
            order.Status = "processing";
        }

        order.Billing = Address(order.Billing, body["billing"] as JsonObject);
        order.Shipping = Address(order.Shipping, body["shipping"] as JsonObject);
        ApplyItems(order, body);
        ApplyMeta(order.Meta, body["meta_data"] as JsonArray);
        return null;
    }

    public static long Long(JsonNode? node) => (long)(Number(node) ?? 0m);

    public static decimal? Number(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.String when decimal.TryParse(node.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => null,
    };

    public static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    private static void ApplyItems(StoreOrder order, JsonObject body)
    {
        foreach (JsonObject item in Items(body, "line_items"))
        {
            StoreLine? line = order.Lines.FirstOrDefault(known => known.Id == Long(item["id"]));
            if (line is null || item["id"] is null)
            {
                order.Lines.Add(line = new StoreLine());
            }

            ApplyLine(line, item);
            if (line.Quantity == 0)
            {
                order.Lines.Remove(line);
            }
        }

        foreach (JsonObject item in Items(body, "shipping_lines"))
        {
            StoreShippingLine line = order.ShippingLines.FirstOrDefault(known => known.Id != 0 && known.Id == Long(item["id"])) ?? Add(order.ShippingLines, new StoreShippingLine());
            line.Title = Text(item["method_title"]) ?? line.Title;
            line.MethodId = Text(item["method_id"]) ?? line.MethodId;
            line.Total = Number(item["total"]) ?? line.Total;
        }

        foreach (JsonObject item in Items(body, "fee_lines"))
        {
            StoreFee fee = order.Fees.FirstOrDefault(known => known.Id != 0 && known.Id == Long(item["id"])) ?? Add(order.Fees, new StoreFee());
            fee.Name = Text(item["name"]) ?? fee.Name;
            fee.Total = Number(item["total"]) ?? fee.Total;
            fee.Taxable = (Text(item["tax_status"]) ?? "taxable") != "none";
        }
    }

    private static void ApplyLine(StoreLine line, JsonObject item)
    {
        line.ProductId = item["product_id"] is { } product ? Long(product) : line.ProductId;
        line.VariationId = item["variation_id"] is { } variation ? Long(variation) : line.VariationId;
        line.Name = Text(item["name"]) ?? line.Name;
        line.Quantity = item["quantity"] is { } quantity ? (int)Long(quantity) : line.Quantity;
        line.TaxClass = Text(item["tax_class"]) ?? line.TaxClass;
        if ((Number(item["total"]) ?? Number(item["subtotal"])) is { } amount)
        {
            line.UnitPrice = null;
            line.Subtotal = Number(item["subtotal"]) ?? amount;
            line.Total = Number(item["total"]) ?? amount;
        }

        ApplyMeta(line.Meta, item["meta_data"] as JsonArray);
    }

    private static void ApplyMeta(IList<StoreMeta> meta, JsonArray? entries)
    {
        foreach (JsonObject entry in entries?.OfType<JsonObject>() ?? [])
        {
            string key = Text(entry["key"]) ?? string.Empty;
            JsonNode? value = entry["value"]?.DeepClone();
            if (meta.FirstOrDefault(known => known.Key == key) is { } same)
            {
                same.Value = value;
            }
            else
            {
                meta.Add(new StoreMeta(key, value));
            }
        }
    }

    private static T Add<T>(IList<T> items, T item)
    {
        items.Add(item);
        return item;
    }

    private static IEnumerable<JsonObject> Items(JsonObject body, string name) => (body[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static StoreAddress Address(StoreAddress old, JsonObject? given) => given is null ? old : old with
    {
        FirstName = Text(given["first_name"]) ?? old.FirstName,
        LastName = Text(given["last_name"]) ?? old.LastName,
        Company = Text(given["company"]) ?? old.Company,
        Address1 = Text(given["address_1"]) ?? old.Address1,
        Address2 = Text(given["address_2"]) ?? old.Address2,
        City = Text(given["city"]) ?? old.City,
        State = Text(given["state"]) ?? old.State,
        Postcode = Text(given["postcode"]) ?? old.Postcode,
        Country = Text(given["country"]) ?? old.Country,
        Email = Text(given["email"]) ?? old.Email,
        Phone = Text(given["phone"]) ?? old.Phone,
    };
}
