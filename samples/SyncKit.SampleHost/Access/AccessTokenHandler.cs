using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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

    private const string TenantClaim = "synckit:tenant";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // Hashes are compared, so that neither the tokens' bytes nor their lengths show in the time it takes; and all of them, so that neither does their place.
        byte[] claimed = SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..].Trim()));
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
            [new Claim(ClaimTypes.Name, token.Name), .. token.Tenants.Select(tenant => new Claim(TenantClaim, tenant))],
            SchemeName);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName);
    }
}
