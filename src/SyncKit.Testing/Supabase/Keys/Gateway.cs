using System.Text.Json;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Querying;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Keys;

/// <summary>Lets requests in by their API key, and says which role they have.</summary>
internal sealed class Gateway(SimulatedProject project, Jwt tokens)
{
    private const string Bearer = "Bearer ";

    private static readonly JsonElement NoClaims = JsonElement.Parse("{}");

    /// <summary>Who asks; or how the gateway refuses.</summary>
    /// <exception cref="DatabaseErrorException">The bearer token is not good.</exception>
    public (Access? Access, SimulatedResponse? Refusal) Admit(SimulatedRequest request)
    {
        string? key = request.Headers.GetValueOrDefault("apikey") ?? (request.Query.TryGetValue("apikey", out var given) ? given.ToString() : null);
        if (string.IsNullOrEmpty(key))
        {
            return (null, ErrorBody.Gateway(401, "No API key found in request", "No `apikey` request header or url param was found."));
        }

        if (RoleOf(key) is not { } role)
        {
            return (null, ErrorBody.Gateway(401, "Invalid API key", "Double check your Supabase `anon` or `service_role` API key."));
        }

        bool isSecret = key == project.SecretKey;
        if (isSecret && request.Headers.TryGetValue("User-Agent", out string? agent) && agent.StartsWith("Mozilla/", StringComparison.Ordinal))
        {
            return (null, ErrorBody.Gateway(
                401, "Forbidden use of secret API key in browser", "Secret API keys can only be used in a protected environment and should never be used in a browser."));
        }

        return (WithToken(request, key, role), null);
    }

    private string? RoleOf(string key) => key switch
    {
        _ when key == project.SecretKey => Access.Server,
        _ when key == project.PublishableKey => Access.Anonymous,
        _ when project.TakesLegacyKeys && key == project.ServiceRoleKey => Access.Server,
        _ when project.TakesLegacyKeys && key == project.AnonKey => Access.Anonymous,
        _ => null,
    };

    /// <summary>A bearer token that is not the key itself says who asks.</summary>
    private Access WithToken(SimulatedRequest request, string key, string role)
    {
        string authorization = request.Headers.GetValueOrDefault("Authorization") ?? string.Empty;
        string token = authorization.StartsWith(Bearer, StringComparison.Ordinal) ? authorization[Bearer.Length..] : string.Empty;
        if (token.Length == 0 || (token == key && !token.Contains('.', StringComparison.Ordinal)))
        {
            return new Access(role, NoClaims);
        }

        JsonElement claims = tokens.Verify(token, project.Now);
        return new Access(claims.TryGetProperty("role", out JsonElement named) ? named.GetString()! : Access.Anonymous, claims);
    }
}
