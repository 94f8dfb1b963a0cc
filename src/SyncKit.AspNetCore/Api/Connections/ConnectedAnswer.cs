using Microsoft.AspNetCore.Http;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Connecting;
using SyncKit.Connectors;
using SyncKit.Faults;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>A connection whose secrets were tried and stored.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="AccountName">What the account is called; empty when that is not known.</param>
/// <param name="Note">What else there is to know; empty for nothing.</param>
/// <param name="Findings">What the check found.</param>
internal sealed record ConnectedAnswer(ConnectionRow Connection, string AccountName, string Note, IReadOnlyList<FindingAnswer> Findings)
{
    public static IResult Of(ConnectOutcome outcome) => outcome.IsConnected
        ? Answer.Ok(
            new ConnectedAnswer(ConnectionRow.Of(outcome.Connection), outcome.AccountName, outcome.Note, FindingAnswer.Of(outcome.Findings)),
            ApiJson.Wire.ConnectedAnswer)
        : Answer.Problem(Refusal(outcome.Refusal, outcome.Findings));

    /// <summary>What the account says of the secrets is an answer to the one who sent them, not a state of the connection.</summary>
    private static ApiProblem Refusal(Failure refusal, IReadOnlyList<Finding> findings)
    {
        ApiProblem problem = Problems.Of(refusal.Kind == FailureKind.NeedsAttention ? refusal with { Kind = FailureKind.Permanent } : refusal);
        return findings.Count == 0 ? problem : problem with { Findings = FindingAnswer.Of(findings) };
    }
}
