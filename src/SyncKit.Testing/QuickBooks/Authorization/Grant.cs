using SyncKit.Testing.QuickBooks.Snapshots;

namespace SyncKit.Testing.QuickBooks.Authorization;

/// <summary>One company's consent to the app, with its chain of refresh tokens.</summary>
internal sealed class Grant(string realmId, DateTimeOffset authorizedAt)
{
    public string RealmId => realmId;

    public DateTimeOffset AuthorizedAt { get; } = authorizedAt;

    public string RefreshToken { get; set; } = string.Empty;

    public DateTimeOffset MintedAt { get; set; } = authorizedAt;

    public DateTimeOffset LastUsedAt { get; set; } = authorizedAt;

    /// <summary>Refresh tokens that a newer one replaced, and when.</summary>
    public Dictionary<string, DateTimeOffset> Replaced { get; } = new(StringComparer.Ordinal);

    public bool Revoked { get; set; }

    public bool UserLostAccess { get; set; }

    public static Grant Load(GrantSnapshot saved)
    {
        Grant grant = new(saved.RealmId, saved.AuthorizedAt)
        {
            RefreshToken = saved.RefreshToken,
            MintedAt = saved.MintedAt,
            LastUsedAt = saved.LastUsedAt,
            Revoked = saved.Revoked,
            UserLostAccess = saved.UserLostAccess,
        };
        foreach ((string token, DateTimeOffset at) in saved.Replaced)
        {
            grant.Replaced.Add(token, at);
        }

        return grant;
    }

    public GrantSnapshot Save(IReadOnlyDictionary<string, DateTimeOffset> accessTokens) =>
        new(RealmId, AuthorizedAt, RefreshToken, MintedAt, LastUsedAt, new Dictionary<string, DateTimeOffset>(Replaced), Revoked, UserLostAccess, accessTokens);
}
