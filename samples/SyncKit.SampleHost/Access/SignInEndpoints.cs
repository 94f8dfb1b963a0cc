using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SyncKit.SampleHost.Access;

/// <summary>
/// Lets a browser bear a token: connecting an account needs one, and a browser sends no header of its own. An app of your own has its sign-in already.
/// </summary>
internal static class SignInEndpoints
{
    public const string CookieName = "synckit-token";

    private const string Page = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>SyncKit sample host</title></head><body style="font:16px system-ui;margin:3rem;max-width:40rem">
        <h1>SyncKit sample host</h1>
        <form method="post" action="/signin"><label>Token of the management API <input type="password" name="token" autocomplete="off" required></label> <button>Sign in</button></form>
        <p>Then connect a shop at <code>/connect/woocommerce/start?tenant=…&amp;name=main&amp;store=https://…&amp;scope=read_write</code>
        and books at <code>/connect/quickbooks/start?tenant=…&amp;name=main</code>.</p>
        <p><a href="/openapi/v1.json">Description of the management API</a> · <a href="/health">Health</a></p>
        </body></html>
        """;

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", Show).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost("/signin", SignInAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(Page, "text/html; charset=utf-8");
    }

    private static async Task SignInAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            context.Response.Cookies.Append(CookieName, form["token"].ToString(), new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,

                // Lax: a return from Intuit or a shop bears it, a foreign page's form does not.
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            });
        }

        context.Response.Redirect("/");
    }
}
