namespace SyncKit.Faults;

/// <summary>Why something did not succeed, in words that a bookkeeper understands. It holds no secret.</summary>
/// <param name="Kind">What it means for the work.</param>
/// <param name="Code">A stable code in lower case, for example <c>quickbooks.books-closed</c>.</param>
/// <param name="Message">One sentence that says what is wrong, with the figure, field or id.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
public sealed record Failure(FailureKind Kind, string Code, string Message, string Remedy)
{
    /// <summary>How long to wait before trying again; <see langword="null"/> leaves it to the engine's back-off.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
