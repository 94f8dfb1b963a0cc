using SyncKit.Credentials;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>What the token endpoint said.</summary>
internal sealed record TokenAnswer(TokenAnswerKind Kind)
{
    public Secret? AccessToken { get; init; }

    public Secret? RefreshToken { get; init; }

    public DateTimeOffset AccessTokenExpiresAt { get; init; }

    /// <summary>The sooner of the rolling and the final end; <see langword="null"/> when neither was said.</summary>
    public DateTimeOffset? RefreshTokenExpiresAt { get; init; }

    /// <summary>What the vendor or the limiter asks to wait.</summary>
    public TimeSpan? Wait { get; init; }
}
