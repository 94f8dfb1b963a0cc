using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using SyncKit.Credentials;

namespace SyncKit.Supabase.Authentication;

/// <summary>A project's API key, of the new kind or the older one, which is a JSON web token. Shows nothing of itself.</summary>
[DebuggerDisplay("***")]
internal sealed class ProjectKey
{
    private readonly Secret secret;
    private readonly bool isToken;

    public ProjectKey(Secret secret)
    {
        this.secret = secret;
        string text = secret.Reveal();
        isToken = text.Split('.') is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }];
        Role = text switch
        {
            _ when text.StartsWith("sb_secret_", StringComparison.Ordinal) => ApiKeyRole.Secret,
            _ when text.StartsWith("sb_publishable_", StringComparison.Ordinal) => ApiKeyRole.Public,
            _ when isToken => RoleOf(text.Split('.')[1]),
            _ => ApiKeyRole.Unknown,
        };
    }

    /// <summary>What it may do, as far as it tells.</summary>
    public ApiKeyRole Role { get; }

    /// <summary>Puts the key on a request. Only the older kind is a bearer token as well: a new key in that place is refused as a broken one.</summary>
    public void Give(HttpRequestMessage request)
    {
        string text = secret.Reveal();
        request.Headers.TryAddWithoutValidation("apikey", text);
        if (isToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", text);
        }
    }

    public override string ToString() => "***";

    private static ApiKeyRole RoleOf(string claims)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("role", out JsonElement role)
                ? role.GetString() switch
                {
                    "service_role" => ApiKeyRole.Secret,
                    "anon" or "authenticated" => ApiKeyRole.Public,
                    _ => ApiKeyRole.Unknown,
                }
                : ApiKeyRole.Unknown;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return ApiKeyRole.Unknown;
        }
    }
}
