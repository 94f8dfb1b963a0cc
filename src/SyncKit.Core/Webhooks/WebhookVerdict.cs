namespace SyncKit.Webhooks;

/// <summary>What a delivery is.</summary>
public enum WebhookVerdict
{
    /// <summary>Genuine, with records. Answer 200 once they are durable.</summary>
    Accepted,

    /// <summary>Well-formed but with nothing to do, for example a ping or a topic nobody asked for. Answer 200.</summary>
    Ignored,

    /// <summary>Not genuine, or it cannot be shown that it is. Answer 401.</summary>
    Forged,

    /// <summary>Genuine but not readable. Answer 400.</summary>
    Malformed,

    /// <summary>Genuine and taken in before. Answer 200 and do nothing.</summary>
    Repeated,
}
