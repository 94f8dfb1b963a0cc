using System.Globalization;
using System.Text;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The error bodies of WordPress and WooCommerce.</summary>
internal static class RestError
{
    public const string NginxBadGateway = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";

    private const string Fatal = """
        {"code":"internal_server_error","message":"<p>There has been a critical error on this website.<\/p><p><a href=\"https:\/\/wordpress.org\/documentation\/article\/faq-troubleshooting\/\">Learn more about troubleshooting WordPress.<\/a><\/p>","data":{"status":500,"error":{"type":1,"message":"Uncaught Error: Call to undefined function boom_undefined() in \/var\/www\/html\/wp-content\/mu-plugins\/boom.php:1\nStack trace:\n#0 \/var\/www\/html\/wp-includes\/class-wp-hook.php(353): {closure}()\n#1 {main}\n  thrown","file":"\/var\/www\/html\/wp-content\/mu-plugins\/boom.php","line":1}},"additional_errors":[]}
        """;

    public static SimulatedResponse Of(int status, string code, string message) =>
        SimulatedResponse.Json(status, $$$"""{"code":"{{{code}}}","message":"{{{message}}}","data":{"status":{{{status.ToString(CultureInfo.InvariantCulture)}}}}}""");

    public static SimulatedResponse NoRoute() => Of(404, "rest_no_route", "No route was found matching the URL and request method.");

    public static SimulatedResponse UnknownOrder() => Of(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");

    public static SimulatedResponse UnknownProduct() => Of(404, "woocommerce_rest_product_invalid_id", "Invalid ID.");

    public static SimulatedResponse UnknownCustomer() => Of(404, "wc_user_invalid_id", "Invalid user ID.");

    public static SimulatedResponse UnknownWebhook(int status) => Of(status, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");

    public static SimulatedResponse UnknownOrderOnWrite() => Of(400, "woocommerce_rest_shop_order_invalid_id", "ID is invalid.");

    public static SimulatedResponse InvalidJson() =>
        SimulatedResponse.Json(400, """{"code":"rest_invalid_json","message":"Invalid JSON body passed.","data":{"status":400,"json_error_code":4,"json_error_message":"Syntax error"}}""");

    /// <summary>WooCommerce puts the bare number where the data belong here.</summary>
    public static SimulatedResponse OverRefund() =>
        SimulatedResponse.Json(500, """{"code":"woocommerce_rest_cannot_create_order_refund","message":"Invalid refund amount.","data":500}""");

    public static SimulatedResponse TooLarge() =>
        Of(413, "woocommerce_rest_request_entity_too_large", "Unable to accept more than 100 items for this request.");

    public static SimulatedResponse WpDie(int status, string message) =>
        SimulatedResponse.Json(status, $$$"""{"code":"wp_die","message":"{{{message}}}","data":{"status":{{{status.ToString(CultureInfo.InvariantCulture)}}}},"additional_errors":[]}""");

    public static SimulatedResponse BadGateway() => new(502, Encoding.ASCII.GetBytes(NginxBadGateway), "text/html");

    public static SimulatedResponse PhpFatal() => SimulatedResponse.Json(500, Fatal);

    public static SimulatedResponse Invalid(IReadOnlyList<InvalidParameter> invalid)
    {
        PhpJsonWriter json = new();
        json.Begin('{');
        json.Text("code", "rest_invalid_param");
        json.Text("message", "Invalid parameter(s): " + string.Join(", ", invalid.Select(parameter => parameter.Name)));
        json.Begin("data", '{');
        json.Number("status", 400);
        json.Begin("params", '{');
        foreach (InvalidParameter parameter in invalid)
        {
            json.Text(parameter.Name, parameter.Message);
        }

        json.End('}');
        json.Begin("details", '{');
        foreach (InvalidParameter parameter in invalid)
        {
            json.Begin(parameter.Name, '{');
            json.Text("code", parameter.Code);
            json.Text("message", parameter.Message);
            if (parameter.Code == "rest_invalid_type")
            {
                json.Begin("data", '{');
                json.Text("param", parameter.Name);
                json.End('}');
            }
            else
            {
                json.Text("data", null);
            }

            json.End('}');
        }

        json.End('}');
        json.End('}');
        json.End('}');
        return new SimulatedResponse(400, json.ToUtf8(), "application/json; charset=UTF-8");
    }

    /// <summary>The store's own shape for a failure that a test planned.</summary>
    public static SimulatedResponse Planned(int status) => status switch
    {
        500 => PhpFatal(),
        502 => BadGateway(),
        503 => WpDie(503, "Briefly unavailable for scheduled maintenance. Check back in a minute."),
        413 => TooLarge(),
        401 => Of(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."),
        404 => NoRoute(),
        _ => SimulatedResponse.Html(status, "<html>\r\n<head><title>Error</title></head>\r\n<body>\r\n<center><h1>Error</h1></center>\r\n</body>\r\n</html>\r\n"),
    };
}
