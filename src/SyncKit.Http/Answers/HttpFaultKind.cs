namespace SyncKit.Http;

/// <summary>What went wrong with a call, as far as HTTP can tell.</summary>
public enum HttpFaultKind
{
    /// <summary>Nothing reached the vendor: no connection, no such host, or an open breaker.</summary>
    NotSent,

    /// <summary>Sent, and no whole answer came: timeout, dropped connection, truncated body, 408. The vendor may have acted.</summary>
    NoAnswer,

    /// <summary>The vendor (429) or our own limiter asks to wait; see <see cref="HttpFault.Wait"/>.</summary>
    Throttled,

    /// <summary>A status of 500 and above. The vendor may have acted.</summary>
    ServerError,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>Any other status below 500 that is no success, redirections included: they are never followed.</summary>
    Rejected,

    /// <summary>A success whose body is not what was asked for: HTML, nothing, half a document, or larger than allowed. The vendor has acted.</summary>
    BadBody,

    /// <summary>Nothing was sent: the host has no public address, and <see cref="HttpResilienceOptions.AllowPrivateAddresses"/> is off.</summary>
    AddressRefused,
}
