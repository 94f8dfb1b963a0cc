using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The store's address, time zone and currency, which every body shows.</summary>
internal sealed class Site(TimeZoneInfo zone, string currency)
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss";

    public TimeZoneInfo Zone { get; } = zone;

    public string Currency { get; } = currency;

    /// <summary>The store's address without the last slash; known once the server listens.</summary>
    public string Url { get; set; } = "http://127.0.0.1";

    public string Api => Url + "/wp-json/wc/v3/";

    public static string Gmt(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    public string Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).DateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    public static DateTimeOffset WholeSeconds(DateTimeOffset time)
    {
        long ticks = time.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public static string Symbol(string currency) => currency switch
    {
        "USD" or "CAD" or "AUD" or "NZD" or "MXN" or "SGD" or "HKD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "KWD" => "د.ك",
        "CHF" => "CHF",
        "PLN" => "zł",
        "INR" => "₹",
        _ => currency,
    };

    public void WriteLocal(PhpJsonWriter json, string name, DateTimeOffset? time)
    {
        json.Text(name, time is { } local ? Local(local) : null);
    }

    public static void WriteGmt(PhpJsonWriter json, string name, DateTimeOffset? time)
    {
        json.Text(name + "_gmt", time is { } gmt ? Gmt(gmt) : null);
    }
}
