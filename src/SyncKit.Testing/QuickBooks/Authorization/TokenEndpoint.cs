using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.QuickBooks.Authorization;

/// <summary>The OAuth endpoints: tokens by code or refresh token, and revocation.</summary>
internal sealed class TokenEndpoint(Authority authority, string clientId, string clientSecret)
{
    public SimulatedResponse Token(SimulatedRequest request)
    {
        if (!IsClient(request))
        {
            return Error(401, "invalid_client");
        }

        Dictionary<string, StringValues> form = QueryHelpers.ParseQuery(request.BodyText);
        TokenGrant? issued;
        switch (form.GetValueOrDefault("grant_type").ToString())
        {
            case "refresh_token":
                issued = authority.Refresh(form.GetValueOrDefault("refresh_token").ToString());
                break;
            case "authorization_code":
                issued = authority.Redeem(form.GetValueOrDefault("code").ToString(), form.GetValueOrDefault("redirect_uri").ToString());
                break;
            default:
                return Error(400, "unsupported_grant_type");
        }

        return issued is null ? Error(400, "invalid_grant") : Success(issued, AsksForHardExpiry(request));
    }

    public SimulatedResponse Revoke(SimulatedRequest request)
    {
        if (!IsClient(request))
        {
            return Error(401, "invalid_client");
        }

        try
        {
            string? token = JsonNode.Parse(request.Body.Span)?["token"]?.GetValue<string>();
            return token is not null && authority.Revoke(token) ? new SimulatedResponse(200, default, "application/json") : Error(400, "invalid_request");
        }
        catch (JsonException)
        {
            return Error(400, "invalid_request");
        }
    }

    private static SimulatedResponse Success(TokenGrant issued, bool withHardExpiry)
    {
        JsonObject body = new()
        {
            ["token_type"] = "bearer",
            ["access_token"] = issued.AccessToken,
            ["expires_in"] = (long)issued.AccessLife.TotalSeconds,
            ["refresh_token"] = issued.RefreshToken,
            ["x_refresh_token_expires_in"] = (long)issued.RefreshLife.TotalSeconds,
        };
        if (withHardExpiry)
        {
            body["x_refresh_token_hard_expires_in"] = (long)issued.HardLife.TotalSeconds;
        }

        return SimulatedResponse.Json(200, body.ToJsonString());
    }

    private static SimulatedResponse Error(int status, string error) => SimulatedResponse.Json(status, $"{{\"error\":\"{error}\"}}");

    private static bool AsksForHardExpiry(SimulatedRequest request) =>
        request.Headers.TryGetValue("x-include-refresh-token-hard-expires-in", out string? asked) && asked.Equals("true", StringComparison.OrdinalIgnoreCase);

    private bool IsClient(SimulatedRequest request)
    {
        if (!request.Headers.TryGetValue("Authorization", out string? header) || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<byte> decoded = stackalloc byte[512];
        return Convert.TryFromBase64String(header[6..].Trim(), decoded, out int written)
            && Encoding.UTF8.GetString(decoded[..written]) == $"{clientId}:{clientSecret}";
    }
}
