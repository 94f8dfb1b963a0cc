using SyncKit.Credentials;

namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>How far a rotation is; one line of its answer.</summary>
/// <param name="Key">The key under which credentials are brought.</param>
/// <param name="Total">How many were not under it at the start.</param>
/// <param name="Done">How many are now.</param>
/// <param name="Left">How many are still to be looked at.</param>
/// <param name="Failed">Which could not be, as tenant/connector/name, and why.</param>
/// <param name="Ended">Whether this is the last line.</param>
/// <param name="Problem">Why it could not go on; absent when it could.</param>
internal sealed record RotationAnswer(
    string Key,
    long Total,
    long Done,
    long Left,
    IReadOnlyList<RotationFailureAnswer> Failed,
    bool Ended,
    string? Problem)
{
    public static RotationAnswer Of(RotationProgress progress, bool ended, string? problem = null) => new(
        progress.KeyId,
        progress.Total,
        progress.Done,
        progress.Left,
        [.. progress.Failed.Select(failure => new RotationFailureAnswer(failure.Connection.ToString(), failure.Reason))],
        ended,
        problem);
}
