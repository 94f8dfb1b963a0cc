using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.AspNetCore;

namespace SyncKit.SampleHost.Access;

/// <summary>
/// Knows who calls by a bearer token. An app of your own has its users and their sign-in already: what SyncKit needs of them is a claim that names their tenants.
/// </summary>
internal sealed class AccessTokenHandler(
    IOptionsMonitor<AccessTokenOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AccessTokenOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        string? borne = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : Request.Cookies[SignInEndpoints.CookieName];
        if (string.IsNullOrEmpty(borne))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // Hashes are compared, so that neither the tokens' bytes nor their lengths show in the time it takes; and all of them, so that neither does their place.
        byte[] claimed = SHA256.HashData(Encoding.UTF8.GetBytes(borne));
        AccessToken? found = null;
        foreach (AccessToken token in Options.Tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(claimed, SHA256.HashData(Encoding.UTF8.GetBytes(token.Token))))
            {
                found = token;
            }
        }

        return Task.FromResult(found is null ? AuthenticateResult.Fail("The token is not known.") : AuthenticateResult.Success(Ticket(found)));
    }

    private static AuthenticationTicket Ticket(AccessToken token)
    {
        ClaimsIdentity identity = new(
            [new Claim(ClaimTypes.Name, token.Name), .. token.Tenants.Select(tenant => new Claim(SyncKitAccessOptions.TenantClaim, tenant))],
            SchemeName);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName);
    }
}
