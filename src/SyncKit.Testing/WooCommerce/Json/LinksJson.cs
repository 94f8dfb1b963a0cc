using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

internal static class LinksJson
{
    private static readonly string[] AllVerbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static void WriteOrder(PhpJsonWriter json, StoreOrder order, Site site)
    {
        string self = string.Create(CultureInfo.InvariantCulture, $"{site.Api}orders/{order.Id}");
        json.Begin("_links", '{');
        Self(json, self, AllVerbs);
        Link(json, "collection", site.Api + "orders");
        json.Begin("email_templates", '[');
        json.Begin('{');
        json.Bool("embeddable", true);
        json.Text("href", self + "/actions/email_templates");
        json.End('}');
        json.End(']');
        if (order.CustomerId > 0)
        {
            Link(json, "customer", string.Create(CultureInfo.InvariantCulture, $"{site.Api}customers/{order.CustomerId}"));
        }

        json.End('}');
    }

    public static void Write(PhpJsonWriter json, string collection, long id, string? up = null, string[]? verbs = null)
    {
        json.Begin("_links", '{');
        Self(json, string.Create(CultureInfo.InvariantCulture, $"{collection}/{id}"), verbs ?? AllVerbs);
        Link(json, "collection", collection);
        if (up is not null)
        {
            Link(json, "up", up);
        }

        json.End('}');
    }

    /// <summary>The links of a resource that can only be listed: without the verbs that its own address takes.</summary>
    public static void WriteBare(PhpJsonWriter json, string collection, long id, string up)
    {
        json.Begin("_links", '{');
        Link(json, "self", string.Create(CultureInfo.InvariantCulture, $"{collection}/{id}"));
        Link(json, "collection", collection);
        Link(json, "up", up);
        json.End('}');
    }

    private static void Self(PhpJsonWriter json, string href, string[] verbs)
    {
        json.Begin("self", '[');
        json.Begin('{');
        json.Text("href", href);
        json.Begin("targetHints", '{');
        json.Begin("allow", '[');
        foreach (string verb in verbs)
        {
            json.Text(verb);
        }

        json.End(']');
        json.End('}');
        json.End('}');
        json.End(']');
    }

    private static void Link(PhpJsonWriter json, string name, string href)
    {
        json.Begin(name, '[');
        json.Begin('{');
        json.Text("href", href);
        json.End('}');
        json.End(']');
    }
}
