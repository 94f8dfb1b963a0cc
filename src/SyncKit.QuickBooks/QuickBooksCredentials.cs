namespace SyncKit.QuickBooks;

/// <summary>The names of a QuickBooks connection's secrets.</summary>
public static class QuickBooksCredentials
{
    /// <summary>What access tokens are refreshed with. Its value changes about daily.</summary>
    public const string RefreshToken = "refresh_token";

    /// <summary>What calls are made with, for an hour. May be absent at first.</summary>
    public const string AccessToken = "access_token";

    /// <summary>When the access token ends, as an ISO 8601 instant. May be absent at first.</summary>
    public const string AccessTokenExpiresAt = "access_token_expires_at";

    /// <summary>When the refresh token ends unless it is used, as an ISO 8601 instant. May be absent at first.</summary>
    public const string RefreshTokenExpiresAt = "refresh_token_expires_at";

    /// <summary>When the refresh token ends however often it is used, as an ISO 8601 instant. May be absent at first.</summary>
    public const string RefreshTokenHardExpiresAt = "refresh_token_hard_expires_at";

    /// <summary>
    /// The environment whose hosts alone may use the tokens; compared with <see cref="QuickBooksOptions.Environment"/>. Absent while they are bound to none.
    /// </summary>
    public const string Environment = "environment";
}
