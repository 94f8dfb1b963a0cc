using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>
/// The page on which a merchant lets an app have a key. He decides at once; the store hands the key over server to server, and sends the browser back.
/// </summary>
internal sealed class KeyHandover(KeyRing keys, bool allowPlainCallback)
{
    public const string Path = "/wc-auth/v1/authorize";

    private static readonly HttpClient Poster = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private static readonly string[] Required = ["app_name", "user_id", "return_url", "callback_url", "scope"];

    private int lastKeyId;

    public SimulatedResponse Answer(SimulatedRequest request, bool denies)
    {
        if (Array.Find(Required, name => Text(request, name).Length == 0) is { } missing)
        {
            return Die($"Missing parameter {missing}");
        }

        string scope = Text(request, "scope");
        if (scope is not ("read" or "write" or "read_write"))
        {
            return Die($"Invalid scope {scope}");
        }

        if (!Uri.TryCreate(Text(request, "callback_url"), UriKind.Absolute, out Uri? callback) || !Uri.TryCreate(Text(request, "return_url"), UriKind.Absolute, out _))
        {
            return Die("The callback_url or return_url is not a valid URL");
        }

        if (callback.Scheme != Uri.UriSchemeHttps && !allowPlainCallback)
        {
            return Die("The callback_url needs to be over SSL");
        }

        if (denies)
        {
            return Back(request, "0");
        }

        StoreKey key = keys.Add(scope switch { "read" => KeyAccess.Read, "write" => KeyAccess.Write, _ => KeyAccess.ReadWrite });
        if (Post(callback, key, Text(request, "user_id"), scope))
        {
            return Back(request, "1");
        }

        keys.Revoke(key.ConsumerKey);
        return Die("An error occurred in the request and at the time were unable to send the consumer data");
    }

    private bool Post(Uri callback, StoreKey key, string user, string scope)
    {
        JsonObject body = new()
        {
            ["key_id"] = Interlocked.Increment(ref lastKeyId),
            ["user_id"] = user,
            ["consumer_key"] = key.ConsumerKey,
            ["consumer_secret"] = key.ConsumerSecret,
            ["key_permissions"] = scope,
        };
        using HttpRequestMessage request = new(HttpMethod.Post, callback) { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json;charset=UTF-8");
        try
        {
            using HttpResponseMessage response = Poster.Send(request);
            return (int)response.StatusCode == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static SimulatedResponse Back(SimulatedRequest request, string success)
    {
        string target = QueryHelpers.AddQueryString(Text(request, "return_url"), "success", success);
        return new SimulatedResponse(302, default, "text/html; charset=UTF-8").With("Location", QueryHelpers.AddQueryString(target, "user_id", Text(request, "user_id")));
    }

    private static SimulatedResponse Die(string why) => SimulatedResponse.Html(401, $"<!DOCTYPE html><html><body><p>Error: {System.Net.WebUtility.HtmlEncode(why)}.</p></body></html>");

    private static string Text(SimulatedRequest request, string name) => request.Query.GetValueOrDefault(name).ToString();
}
