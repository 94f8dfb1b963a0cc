namespace SyncKit.Notifications;

/// <summary>What happened to one subject in one way since people were last told of it.</summary>
public sealed record NotificationGroup
{
    /// <summary>What it is about.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>On what: a connection or a flow.</summary>
    public required string Subject { get; init; }

    /// <summary>A stable code, for example <c>quickbooks.reconnect</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The newest sentence that says what is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>The newest sentence that says what to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>How often it happened since people were last told; 0 when nothing waits to be told.</summary>
    public required long Count { get; init; }

    /// <summary>When it happened first since people were last told.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When it happened last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The newest number that it is about; <see langword="null"/> when it is about none, or when it has passed.</summary>
    public long? Figure { get; init; }

    /// <summary>How often people were told before.</summary>
    public int TimesTold { get; init; }
}
