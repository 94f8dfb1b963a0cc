using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore;

/// <summary>The cookie by which the browser that began an attempt is known again. Each attempt has its own, so that two tabs do not end each other's.</summary>
internal static class ConnectCookie
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static string NewSession() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    public static void Give(HttpContext context, string state, string session, string path) =>
        context.Response.Cookies.Append(NameOf(state), session, Options(context, path, Life));

    /// <summary>The session that the browser has for an attempt; empty when it has none.</summary>
    public static string Read(HttpContext context, string state) => context.Request.Cookies[NameOf(state)] ?? string.Empty;

    public static void Take(HttpContext context, string state, string path) =>
        context.Response.Cookies.Delete(NameOf(state), Options(context, path, null));

    /// <summary>The state is not in the name: whoever sees the cookie does not learn it.</summary>
    private static string NameOf(string state) =>
        $"synckit.connect.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("cookie/" + state)))[..16]}";

    private static CookieOptions Options(HttpContext context, string path, TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps || !IsLoopback(context.Request.Host.Host),
        SameSite = SameSiteMode.Lax,
        Path = path,
        MaxAge = life,
        IsEssential = true,
    };

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
