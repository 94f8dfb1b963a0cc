using System.Globalization;
using SyncKit.Credentials;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>Writes what the token endpoint granted into a connection's secrets: both tokens and all ends together. Pure.</summary>
internal static class TokenSecrets
{
    public static CredentialSet Write(CredentialSet secrets, TokenAnswer granted, string environment) => secrets
        .With(QuickBooksCredentials.RefreshToken, granted.RefreshToken!.Reveal())
        .With(QuickBooksCredentials.AccessToken, granted.AccessToken!.Reveal())
        .With(QuickBooksCredentials.AccessTokenExpiresAt, Instant(granted.AccessTokenExpiresAt))
        .With(QuickBooksCredentials.RefreshTokenExpiresAt, granted.RefreshTokenExpiresAt is { } end ? Instant(end) : null)
        .With(QuickBooksCredentials.RefreshTokenHardExpiresAt, granted.RefreshTokenHardExpiresAt is { } last ? Instant(last) : KnownEnd(secrets))
        .With(QuickBooksCredentials.Environment, environment);

    /// <summary>The final end does not move, so it stays known though an answer leaves it out.</summary>
    private static string? KnownEnd(CredentialSet secrets) => secrets.Find(QuickBooksCredentials.RefreshTokenHardExpiresAt)?.Reveal();

    private static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
