namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>One consent with its tokens.</summary>
/// <param name="RealmId">The company.</param>
/// <param name="AuthorizedAt">When the person consented.</param>
/// <param name="RefreshToken">The current refresh token.</param>
/// <param name="MintedAt">When it was made.</param>
/// <param name="LastUsedAt">When tokens were last issued.</param>
/// <param name="Replaced">Earlier refresh tokens, and when they were replaced.</param>
/// <param name="Revoked">Whether the consent is withdrawn.</param>
/// <param name="UserLostAccess">Whether the person lost access to the company.</param>
/// <param name="AccessTokens">Access tokens and when they expire.</param>
internal sealed record GrantSnapshot(
    string RealmId,
    DateTimeOffset AuthorizedAt,
    string RefreshToken,
    DateTimeOffset MintedAt,
    DateTimeOffset LastUsedAt,
    IReadOnlyDictionary<string, DateTimeOffset> Replaced,
    bool Revoked,
    bool UserLostAccess,
    IReadOnlyDictionary<string, DateTimeOffset> AccessTokens);
