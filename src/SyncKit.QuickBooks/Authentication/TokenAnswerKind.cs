namespace SyncKit.QuickBooks.Authentication;

/// <summary>How asking for a token ended.</summary>
internal enum TokenAnswerKind
{
    /// <summary>Both tokens came.</summary>
    Granted,

    /// <summary>The refresh token is dead.</summary>
    InvalidGrant,

    /// <summary>The app's own id or secret is wrong.</summary>
    InvalidClient,

    /// <summary>Nothing left, so nothing changed.</summary>
    NotSent,

    /// <summary>It was sent and no whole answer came: the value may have changed.</summary>
    Lost,

    /// <summary>Another answer that grants nothing.</summary>
    Refused,
}
