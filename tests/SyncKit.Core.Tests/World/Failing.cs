using SyncKit.Faults;

namespace SyncKit.Core.Tests.World;

internal static class Failing
{
    public static Failure With(FailureKind kind, string code, TimeSpan? retryAfter = null) =>
        new(kind, code, $"It went wrong: {code}.", "Do something about it.") { RetryAfter = retryAfter };

    public static ConnectorException Throws(FailureKind kind, string code, TimeSpan? retryAfter = null) => new(With(kind, code, retryAfter));

    public static Mishap LosesAnswer { get; } = new(With(FailureKind.Uncertain, "answer.lost"), IsLost: false);

    public static Mishap LosesCall { get; } = new(With(FailureKind.Uncertain, "call.lost"), IsLost: true);
}
