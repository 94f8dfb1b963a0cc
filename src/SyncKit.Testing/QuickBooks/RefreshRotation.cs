namespace SyncKit.Testing.QuickBooks;

/// <summary>When the token endpoint hands out a new refresh token.</summary>
public enum RefreshRotation
{
    /// <summary>With the first refresh at least 24 hours after the current value was minted; before that the same value comes back.</summary>
    After24Hours,

    /// <summary>With every refresh.</summary>
    EveryRefresh,
}
