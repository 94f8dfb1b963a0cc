namespace SyncKit.Testing.Faults;

/// <summary>One way in which a simulator misbehaves for one call.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    internal int Status { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal TimeSpan Wait { get; private init; }

    internal string? Body { get; private init; }

    internal string ContentType { get; private init; } = string.Empty;

    /// <summary>Closes the connection without doing the work: the caller sees no answer and nothing is committed.</summary>
    public static Fault Drop() => new(FaultKind.Drop);

    /// <summary>Does the work, then closes the connection: the caller sees no answer although everything is committed.</summary>
    public static Fault CommitThenDrop() => new(FaultKind.CommitThenDrop);

    /// <summary>Does the work, then answers with an error status instead of the result.</summary>
    /// <param name="status">The HTTP status, for example 500 or 429.</param>
    public static Fault CommitThenFail(int status) => new(FaultKind.CommitThenFail) { Status = status };

    /// <summary>Answers with an error status in the simulated system's own error shape, and does no work.</summary>
    /// <param name="status">The HTTP status, for example 503.</param>
    /// <param name="retryAfter">The value of the <c>Retry-After</c> header in whole seconds; no header when absent.</param>
    public static Fault Fail(int status, TimeSpan? retryAfter = null) => new(FaultKind.Fail) { Status = status, RetryAfter = retryAfter };

    /// <summary>Answers with a given status and body, and does no work: what a proxy, an edge or a database under stress says.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body as it is sent.</param>
    /// <param name="contentType">The value of the <c>Content-Type</c> header.</param>
    /// <param name="retryAfter">The value of the <c>Retry-After</c> header in whole seconds; no header when absent.</param>
    public static Fault Answer(int status, string body, string contentType = "application/json; charset=utf-8", TimeSpan? retryAfter = null) =>
        new(FaultKind.Fail) { Status = status, Body = body, ContentType = contentType, RetryAfter = retryAfter };

    /// <summary>Refuses the call as over the limit (429), and does no work.</summary>
    /// <param name="retryAfter">The value of the <c>Retry-After</c> header in whole seconds; no header when absent.</param>
    public static Fault Throttle(TimeSpan? retryAfter = null) => Fail(429, retryAfter);

    /// <summary>Does the work and sends only the first half of the answer's body, then closes the connection.</summary>
    public static Fault Truncate() => new(FaultKind.Truncate);

    /// <summary>Does the work and answers 200 with an HTML page where JSON belongs.</summary>
    public static Fault Html() => new(FaultKind.Html);

    /// <summary>Waits on the simulator's clock, then answers as usual.</summary>
    /// <param name="wait">How long.</param>
    public static Fault Delay(TimeSpan wait) => new(FaultKind.Delay) { Wait = wait };
}
