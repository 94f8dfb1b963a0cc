using SyncKit.Credentials;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>What the token endpoint said.</summary>
internal sealed record TokenAnswer(TokenAnswerKind Kind)
{
    public Secret? AccessToken { get; init; }

    public Secret? RefreshToken { get; init; }

    public DateTimeOffset AccessTokenExpiresAt { get; init; }

    /// <summary>When the refresh token ends unless it is used; <see langword="null"/> when that was not said.</summary>
    public DateTimeOffset? RefreshTokenExpiresAt { get; init; }

    /// <summary>When the refresh token ends however often it is used; <see langword="null"/> when that was not said.</summary>
    public DateTimeOffset? RefreshTokenHardExpiresAt { get; init; }

    /// <summary>What the vendor or the limiter asks to wait.</summary>
    public TimeSpan? Wait { get; init; }
}
