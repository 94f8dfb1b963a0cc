namespace SyncKit.Http;

/// <summary>What went wrong with a call.</summary>
public sealed record HttpFault
{
    /// <summary>The kind.</summary>
    public required HttpFaultKind Kind { get; init; }

    /// <summary>The HTTP status, or <see langword="null"/> without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>How long to wait before trying again, where the vendor, the limiter or the breaker says.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>
    /// Whether the vendor may have acted on this request, in this attempt or an earlier one, without an answer that says so. A write is
    /// then uncertain, whatever <see cref="Kind"/> the last attempt ended with.
    /// </summary>
    public bool MayHaveActed { get; init; }

    /// <summary>Attempts that left, retries included.</summary>
    public int Attempts { get; init; }

    /// <summary>The vendor's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>What happened and how the body begins, in one short line free of secrets, for logs.</summary>
    public required string Excerpt { get; init; }
}
