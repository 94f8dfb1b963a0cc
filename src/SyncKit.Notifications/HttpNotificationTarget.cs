using SyncKit.Credentials;

namespace SyncKit.Notifications;

/// <summary>One tenant's own receiver of signed notifications.</summary>
public sealed class HttpNotificationTarget
{
    /// <summary>The address; https, at a public address.</summary>
    public required Uri Url { get; init; }

    /// <summary>The secret that signs: 24 to 64 random bytes in base64, with or without <c>whsec_</c> before it.</summary>
    public required Secret Secret { get; init; }

    /// <summary>The secret from before, which signs as well while the receiver changes over. <value>Default: none.</value></summary>
    public Secret? PreviousSecret { get; init; }
}
