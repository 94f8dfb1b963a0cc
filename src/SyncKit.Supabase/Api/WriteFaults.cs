using SyncKit.Faults;
using SyncKit.Http;

namespace SyncKit.Supabase.Api;

/// <summary>Says what became of a write that was not answered with a success. Pure.</summary>
internal static class WriteFaults
{
    public static ProjectFault Of(HttpAnswer answer, ProjectSession session)
    {
        HttpFault fault = answer.Fault!;
        ProjectError error = ProjectError.Read(answer.Body);
        if (DatabaseCodes.Of(error, session.Host, session.Identity.IsUser) is { } known)
        {
            return known with { Failure = known.Failure with { RetryAfter = fault.Wait } };
        }

        if (answer.Status is 413 or 414 or 431)
        {
            return new ProjectFault(
                new Failure(
                    FailureKind.Permanent,
                    "supabase.too-large",
                    $"{session.Host} takes no request that large.",
                    "Leave the field raw or meta out of the mapping, then retry."),
                FaultReach.Unclear);
        }

        bool unknown = fault.MayHaveActed && fault.Kind is HttpFaultKind.NoAnswer or HttpFaultKind.ServerError or HttpFaultKind.BadBody && answer.Status != ProjectFailure.Paused;
        return new ProjectFault(
            unknown
                ? new Failure(
                    FailureKind.Uncertain,
                    "supabase.unanswered",
                    $"{session.Host} did not say what became of a request ({fault.Excerpt}).",
                    "Nothing needs to be done: it is sent again unchanged.") { RetryAfter = fault.Wait }
                : session.FailureOf(answer),
            FaultReach.Request);
    }
}
