namespace SyncKit.AspNetCore;

/// <summary>Says where a browser may be led: a path on this host, or an origin that the host named. Pure.</summary>
internal static class ReturnAddress
{
    private const int Longest = 2000;

    public static bool IsAllowed(string address, IEnumerable<string> origins)
    {
        if (address.Length is 0 or > Longest || address.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
        {
            return false;
        }

        if (address[0] == '/')
        {
            return address.Length == 1 || address[1] != '/';
        }

        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.UserInfo.Length == 0
            && origins.Any(origin => Uri.TryCreate(origin, UriKind.Absolute, out Uri? allowed)
                && Uri.Compare(allowed, uri, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);
    }
}
