using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Knows a caller by a bearer token.</summary>
internal sealed class CanaryUser(IOptionsMonitor<CanaryUserOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<CanaryUserOptions>(options, logger, encoder)
{
    public const string SchemeName = "bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        string? tenant = header == $"Bearer {Options.UserToken}" ? "acme" : header == $"Bearer {Options.OperatorToken}" ? "*" : null;
        if (tenant is null)
        {
            return Task.FromResult(header.Length == 0 ? AuthenticateResult.NoResult() : AuthenticateResult.Fail("Nobody has this token."));
        }

        ClaimsIdentity identity = new([new Claim(ClaimTypes.Name, "jane"), new Claim(SyncKitAccessOptions.TenantClaim, tenant)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
