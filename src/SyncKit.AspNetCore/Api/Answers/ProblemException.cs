namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>Ends a call with a problem.</summary>
internal sealed class ProblemException(ApiProblem problem) : Exception(problem.Detail)
{
    public ApiProblem Problem { get; } = problem;
}
