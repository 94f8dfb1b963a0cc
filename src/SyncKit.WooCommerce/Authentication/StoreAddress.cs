using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace SyncKit.WooCommerce.Authentication;

/// <summary>Where a store's REST API is, and how a call to it is authenticated.</summary>
internal sealed class StoreAddress
{
    private StoreAddress(string root, string host)
    {
        Root = new Uri(root + "/");
        Api = new Uri(root + "/wp-json/wc/v3/");
        Host = host;
    }

    /// <summary>The address of the shop, with its last slash.</summary>
    public Uri Root { get; }

    /// <summary>The address of the REST API, with its last slash.</summary>
    public Uri Api { get; }

    /// <summary>The store's host, with its port if it is not the usual one, for messages.</summary>
    public string Host { get; }

    /// <summary>The shop as an account: the same with and without https, and with and without www.</summary>
    public string Account
    {
        get
        {
            string name = Root.GetComponents(UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
            return name.StartsWith("www.", StringComparison.Ordinal) ? name[4..] : name;
        }
    }

    /// <summary>Whether calls are signed, because WooCommerce takes no key in the clear.</summary>
    public bool IsSigned => Api.Scheme == Uri.UriSchemeHttp;

    /// <summary>Reads the store's address, or says in one sentence why it cannot be used.</summary>
    public static bool TryRead(WooCommerceSettings settings, [NotNullWhen(true)] out StoreAddress? address, out string problem)
    {
        address = null;
        problem = string.Empty;
        string text = settings.StoreUrl?.Trim() ?? string.Empty;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || !(url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
        {
            problem = "storeUrl is not a web address: write it in full, for example https://shop.example.";
        }
        else if (url.UserInfo.Length > 0)
        {
            problem = "storeUrl holds a user name: write the address alone; the key belongs in the credentials.";
        }
        else if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            problem = "storeUrl has a query or a fragment: write the store's address alone, for example https://shop.example.";
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !IsLoopback(url) && !settings.AllowHttp)
        {
            problem = $"storeUrl begins with http, so everyone on the way could read the orders of {url.Authority}: write https, or set allowHttp to true.";
        }
        else
        {
            string root = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
            address = new StoreAddress(root, url.Authority);
        }

        return address is not null;
    }

    private static bool IsLoopback(Uri url) =>
        string.Equals(url.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
