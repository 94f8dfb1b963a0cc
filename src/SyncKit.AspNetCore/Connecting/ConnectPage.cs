using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore;

/// <summary>The page that says how connecting ended: whole in itself, without scripts, and all that comes from elsewhere encoded.</summary>
internal static class ConnectPage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#222}h1{font-size:1.4rem}a{color:#0a58ca}";

    /// <summary>The hash of <see cref="Style"/>, by which the browser knows that nobody changed it.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    public static Task WriteAsync(HttpContext context, int status, string title, IEnumerable<string> sentences, string returnTo)
    {
        HtmlEncoder encoder = HtmlEncoder.Default;
        StringBuilder html = new();
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">")
            .Append("<title>").Append(encoder.Encode(title)).Append("</title><style>").Append(Style).Append("</style></head><body><h1>")
            .Append(encoder.Encode(title)).Append("</h1>");
        foreach (string sentence in sentences.Where(static sentence => sentence.Length > 0))
        {
            html.Append("<p>").Append(encoder.Encode(sentence)).Append("</p>");
        }

        html.Append("<p><a rel=\"noreferrer\" href=\"").Append(encoder.Encode(returnTo)).Append("\">Go on</a></p></body></html>");
        byte[] body = Encoding.UTF8.GetBytes(html.ToString());
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        Shield(response);
        response.Headers.ContentSecurityPolicy = Policy;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Keeps what an address holds, such as a code, out of caches and of the next page's referrer.</summary>
    public static void Shield(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
    }
}
