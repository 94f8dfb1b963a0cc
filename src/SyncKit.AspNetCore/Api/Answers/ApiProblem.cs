using System.Text.Json.Serialization;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>What went wrong, in the form of RFC 9457.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Detail">One sentence that says what is wrong.</param>
/// <param name="Remedy">One sentence that says what to do.</param>
internal sealed record ApiProblem(int Status, string Code, string Title, string Detail, string Remedy)
{
    /// <summary>Always <c>about:blank</c>: the code tells problems apart.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>What is wrong with each field of the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>What a check of the settings or credentials found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FindingAnswer>? Findings { get; init; }

    /// <summary>Under which id the log tells more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>How long to wait before trying again.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}
