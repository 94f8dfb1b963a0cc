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
}
