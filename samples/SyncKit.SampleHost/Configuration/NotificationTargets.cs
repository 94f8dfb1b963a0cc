namespace SyncKit.SampleHost.Configuration;

/// <summary>Who is told what needs a person; all of them may be absent.</summary>
internal sealed record NotificationTargets
{
    /// <summary>A Slack-compatible incoming webhook.</summary>
    public Uri? SlackUrl { get; init; }

    /// <summary>An address that takes signed notifications.</summary>
    public Uri? HttpUrl { get; init; }

    /// <summary>What they are signed with.</summary>
    public string HttpSecret { get; init; } = string.Empty;

    public MailTarget? Mail { get; init; }
}
