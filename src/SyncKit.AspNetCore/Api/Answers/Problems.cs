using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SyncKit.Connectors;
using SyncKit.Faults;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>The problems that calls end with, each worded once.</summary>
internal static class Problems
{
    /// <summary>Also the answer for what somebody else has: who may not see a thing does not learn whether it is there.</summary>
    public static ApiProblem NotFound(string what = "This address") => Of(
        StatusCodes.Status404NotFound,
        "not-found",
        $"{what} does not exist, or you may not see it.",
        "Check the name, and that your sign-in has access to the tenant.");

    public static ApiProblem Field(string field, string sentence) => Fields(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] });

    public static ApiProblem Fields(IReadOnlyDictionary<string, string[]> errors) => Of(
        StatusCodes.Status400BadRequest,
        "request.invalid",
        string.Join(' ', errors.Values.SelectMany(sentences => sentences)),
        "Correct the fields named in errors and send the request again.") with
    { Errors = errors };

    public static ApiProblem Invalid(string sentence) => Of(
        StatusCodes.Status400BadRequest, "request.invalid", sentence, "Correct the request and send it again.");

    public static ApiProblem NotJson() => Of(
        StatusCodes.Status415UnsupportedMediaType,
        "request.content-type",
        "A request that changes something is JSON, and says so.",
        "Send the header Content-Type: application/json, and {} where there is nothing to say.");

    public static ApiProblem TooLarge(long most) => Of(
        StatusCodes.Status413PayloadTooLarge,
        "request.too-large",
        FormattableString.Invariant($"The body is larger than {most} bytes."),
        "Send less, or several requests.");

    public static ApiProblem TooMany(TimeSpan wait) => Of(
        StatusCodes.Status429TooManyRequests,
        "rate.limited",
        "More calls came in than the host allows at a time.",
        "Wait as long as Retry-After says, and call less often.") with
    { RetryAfter = wait };

    public static ApiProblem Conflict(string code, string sentence, string remedy) => Of(StatusCodes.Status409Conflict, code, sentence, remedy);

    public static ApiProblem NoPrecondition() => Of(
        StatusCodes.Status428PreconditionRequired,
        "settings.version-required",
        "The request does not say which version of the settings it replaces.",
        "Read the connection, and send its ETag as the header If-Match.");

    public static ApiProblem Changed() => Of(
        StatusCodes.Status412PreconditionFailed,
        "settings.changed",
        "Somebody else changed the settings since you read them.",
        "Read the connection again, apply your change to what is there, and send it with the new ETag.");

    public static ApiProblem Refused(string code, IEnumerable<Finding> findings) => Of(
        StatusCodes.Status422UnprocessableEntity,
        code,
        string.Join(' ', findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Message)),
        "Mend what findings names, and send it again; nothing was changed.") with
    { Findings = FindingAnswer.Of(findings) };

    public static ApiProblem Internal(string traceId) => Of(
        StatusCodes.Status500InternalServerError,
        "internal",
        "The program met an error.",
        "Try again later; if it stays, report the trace id.") with
    { TraceId = traceId };

    /// <summary>What a connector could not do, for the one who asked for it.</summary>
    public static ApiProblem Of(Failure failure) => Of(StatusOf(failure.Kind), failure.Code, failure.Message, failure.Remedy) with
    { RetryAfter = failure.RetryAfter };

    public static ApiProblem Of(int status, string code, string sentence, string remedy) =>
        new(status, code, ReasonPhrases.GetReasonPhrase(status), sentence, remedy);

    private static int StatusOf(FailureKind kind) => kind switch
    {
        FailureKind.Transient or FailureKind.RateLimited or FailureKind.Uncertain => StatusCodes.Status503ServiceUnavailable,
        FailureKind.Permanent => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };
}
