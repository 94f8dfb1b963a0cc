using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>What a system says that repeats what it was told.</summary>
internal sealed record Reply(int Status, string Type, string Body, string? Location = null)
{
    public static Reply Json(Seen seen, int status = 401) =>
        new(status, "application/json", $$"""{"code":"rest_forbidden","message":{{JsonSerializer.Serialize(seen.Everything)}},"data":{"status":{{status}} } }""");

    public static Reply Html(Seen seen, int status = 500) => new(status, "text/html", $"<html><body><h1>Oops</h1><pre>{System.Net.WebUtility.HtmlEncode(seen.Everything)}\n#0 /var/www/wp.php(17): check('{seen.Token}')\n</pre></body></html>");

    /// <summary>As QuickBooks was seen to say it: a token, or half of one, in the sentence.</summary>
    public static Reply TokenExpired(Seen seen) => new(
        401,
        "application/json",
        $$"""{"warnings":null,"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","detail":"Token expired: {{seen.Token}}","code":"3200"}],"type":"AUTHENTICATION"} }""");

    public static Reply OAuth(Seen seen, string error) =>
        new(400, "application/json", JsonSerializer.Serialize(new Dictionary<string, string> { ["error"] = error, ["error_description"] = $"Incorrect: {seen.Body} by {seen.Authorization}" }));

    public static Reply StackTrace(Seen seen) => new(
        500, "text/plain", $"java.lang.IllegalStateException: token={seen.Token}; {seen.Body}\n  at com.intuit.Oauth.check(Oauth.java:17)\n  Authorization: {seen.Authorization}");

    public static Reply Redirect(Seen seen) =>
        new(302, "text/html", seen.Everything, $"https://elsewhere.example/login?next={Uri.EscapeDataString(seen.Path + seen.Query)}&key={Uri.EscapeDataString(seen.Authorization)}");
}
