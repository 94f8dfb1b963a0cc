using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Keys;

/// <summary>Signs and verifies a project's JSON web tokens.</summary>
/// <param name="secret">The project's signing secret.</param>
internal sealed class Jwt(string secret)
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public string Sign(string claims)
    {
        string signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Signature(signed)}";
    }

    /// <summary>The claims of a token that is good now.</summary>
    /// <exception cref="DatabaseErrorException">It is not.</exception>
    public JsonElement Verify(string token, DateTimeOffset now)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3)
        {
            throw new DatabaseErrorException("PGRST301", $"Expected 3 parts in JWT; got {parts.Length}");
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Signature($"{parts[0]}.{parts[1]}")), Encoding.UTF8.GetBytes(parts[2])))
        {
            throw Undecodable();
        }

        JsonElement claims;
        try
        {
            using JsonDocument document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            claims = document.RootElement.Clone();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            throw Undecodable();
        }

        return claims.TryGetProperty("exp", out JsonElement expires) && expires.GetInt64() < now.ToUnixTimeSeconds()
            ? throw new DatabaseErrorException("PGRST303", "JWT expired")
            : claims;
    }

    private static DatabaseErrorException Undecodable() =>
        new("PGRST301", "No suitable key or wrong key type", "None of the keys was able to decode the JWT");

    private string Signature(string signed) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
}
