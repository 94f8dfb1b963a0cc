using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The index and the part of the system status that clients look at.</summary>
internal static class SiteIndex
{
    public static SimulatedResponse Root(Site site, DateTimeOffset now)
    {
        PhpJsonWriter json = new();
        json.Begin('{');
        json.Text("name", "Example Store");
        json.Text("description", string.Empty);
        json.Text("url", site.Url);
        json.Text("home", site.Url);
        json.Float("gmt_offset", site.Zone.GetUtcOffset(now).TotalHours);
        json.Text("timezone_string", site.Zone.Id);
        WriteNames(json, "namespaces", ["oembed/1.0", "wc/v3", "wc/v2", "wc/v1", "wp/v2"]);
        json.End('}');
        return Answer(json);
    }

    public static SimulatedResponse Namespace()
    {
        PhpJsonWriter json = new();
        json.Begin('{');
        json.Text("namespace", "wc/v3");
        json.End('}');
        return Answer(json);
    }

    public static SimulatedResponse SystemStatus(Site site)
    {
        PhpJsonWriter json = new();
        json.Begin('{');
        json.Begin("environment", '{');
        json.Text("home_url", site.Url);
        json.Text("site_url", site.Url);
        json.Text("version", WooCommerceSimulator.Version);
        json.Text("wp_version", "7.1");
        json.Text("default_timezone", "UTC");
        json.End('}');
        json.Begin("settings", '{');
        json.Text("currency", site.Currency);
        json.Text("thousand_separator", ",");
        json.Text("decimal_separator", ".");
        json.Number("number_of_decimals", 2);
        json.Bool("HPOS_enabled", true);
        json.Bool("HPOS_sync_enabled", false);
        json.End('}');
        json.End('}');
        return Answer(json);
    }

    private static void WriteNames(PhpJsonWriter json, string name, IEnumerable<string> values)
    {
        json.Begin(name, '[');
        foreach (string value in values)
        {
            json.Text(value);
        }

        json.End(']');
    }

    private static SimulatedResponse Answer(PhpJsonWriter json) => new(200, json.ToUtf8(), "application/json; charset=UTF-8");
}
