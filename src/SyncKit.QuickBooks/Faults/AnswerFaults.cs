using System.Globalization;
using SyncKit.Faults;
using SyncKit.Http;

namespace SyncKit.QuickBooks.Faults;

/// <summary>What a call's bad end means for the work.</summary>
internal static class AnswerFaults
{
    private static readonly TimeSpan ThrottlePause = TimeSpan.FromSeconds(60);
    private const string Wait = "Nothing needs doing: it is tried again.";

    private static readonly Failure ThrottledWrite = new(
        FailureKind.RateLimited, "quickbooks.throttled", "QuickBooks asks for a pause: too many requests for this company.", Wait);

    /// <summary>An app whose reads are used up gets the same answer to every read until the month ends, and its writes go on.</summary>
    private static readonly Failure ThrottledRead = new(
        FailureKind.RateLimited,
        "quickbooks.throttled",
        "QuickBooks asks for a pause: too many requests for this company, or the app's reads of this month are used up.",
        "Nothing needs doing: it is tried again. If it lasts for hours, look at the app's usage in the Intuit developer portal.");

    /// <summary>For a call that writes: what was sent and not answered is uncertain.</summary>
    public static Failure OfWrite(HttpAnswer answer) => Of(answer, FailureKind.Uncertain);

    /// <summary>For a call that reads: what was not answered is asked again.</summary>
    public static Failure OfRead(HttpAnswer answer) => Of(answer, FailureKind.Transient);

    /// <summary>The failure of an answer whose body is not what it should be.</summary>
    public static Failure Unreadable(bool writes) => new(
        writes ? FailureKind.Uncertain : FailureKind.Transient,
        "quickbooks.unreadable",
        "QuickBooks' answer cannot be read.",
        Wait);

    private static Failure Of(HttpAnswer answer, FailureKind unanswered)
    {
        HttpFault fault = answer.Fault!;
        VendorFault? said = FaultParser.Read(answer.Body);
        switch (fault.Kind)
        {
            case HttpFaultKind.NotSent:
                return new Failure(FailureKind.Transient, "quickbooks.unreachable", "QuickBooks could not be reached.", Wait) { RetryAfter = fault.Wait };
            case HttpFaultKind.Throttled:
                return (unanswered == FailureKind.Uncertain ? ThrottledWrite : ThrottledRead) with { RetryAfter = fault.Wait ?? ThrottlePause };
            case HttpFaultKind.NoAnswer or HttpFaultKind.BadBody:
                return new Failure(unanswered, "quickbooks.no-answer", "QuickBooks did not give a whole answer.", Wait);
            case HttpFaultKind.ServerError:
                return new Failure(unanswered, "quickbooks.server-error", Status("QuickBooks had an error of its own", fault), Wait) { RetryAfter = fault.Wait };
        }

        if (said is { Code: > 0 })
        {
            return QuickBooksFaults.For(said);
        }

        return fault.Kind switch
        {
            HttpFaultKind.Unauthorized => Authentication.TokenFailures.Rejected,
            HttpFaultKind.Forbidden => new Failure(
                FailureKind.NeedsAttention,
                "quickbooks.forbidden",
                Status("QuickBooks refuses access to the company", fault),
                "Have an administrator of the QuickBooks company connect it again."),
            _ => new Failure(
                FailureKind.Permanent,
                "quickbooks.refused",
                $"QuickBooks refuses the call: {fault.Excerpt}",
                "Report this to the maker of the connection with the document's number."),
        };
    }

    private static string Status(string sentence, HttpFault fault) =>
        string.Create(CultureInfo.InvariantCulture, $"{sentence} (HTTP {fault.Status}).");
}
