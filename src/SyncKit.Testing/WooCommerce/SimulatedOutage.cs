namespace SyncKit.Testing.WooCommerce;

/// <summary>A state of the whole site in which every call is answered alike.</summary>
public enum SimulatedOutage
{
    /// <summary>The site works.</summary>
    None,

    /// <summary>An update runs: 503 with <c>Retry-After: 600</c>.</summary>
    Maintenance,

    /// <summary>PHP is down behind the web server: 502 with an HTML page.</summary>
    BadGateway,

    /// <summary>The database is down: 500 <c>wp_die</c>.</summary>
    DatabaseDown,

    /// <summary>A plugin throws: 500 with a stack trace in the body.</summary>
    PhpFatal,

    /// <summary>WooCommerce is deactivated: 404 <c>rest_no_route</c> for every route.</summary>
    PluginDeactivated,

    /// <summary>A plugin prints a warning: the right answer, 200, with HTML before the JSON.</summary>
    NoticeBeforeJson,
}
