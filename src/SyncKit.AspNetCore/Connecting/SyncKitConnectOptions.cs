namespace SyncKit.AspNetCore;

/// <summary>How accounts are connected in the browser.</summary>
public sealed class SyncKitConnectOptions
{
    /// <summary>
    /// The address under which browsers and shops reach this host, for example <c>https://sync.example</c>. Intuit compares the redirect address made from it to the
    /// letter, and shops hand their keys over there, so set it wherever the host faces the internet.
    /// </summary>
    /// <value>By default the address of each request, with what forwarded headers made of it.</value>
    public Uri? PublicAddress { get; set; }

    /// <summary>Where the result page leads when the start named nothing: a path on this host, or an address of <see cref="ReturnOrigins"/>.</summary>
    /// <value><c>/</c> by default.</value>
    public string ReturnTo { get; set; } = "/";

    /// <summary>The origins beside this host to which the result page may lead, for example <c>https://app.example</c>.</summary>
    /// <value>None by default.</value>
    public IList<string> ReturnOrigins { get; } = [];
}
