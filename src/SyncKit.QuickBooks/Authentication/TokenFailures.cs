using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>Why there is no token, in words for the tenant or the host. None of them holds a token.</summary>
internal static class TokenFailures
{
    public const string ReconnectCode = "quickbooks.reconnect";

    private const string ReconnectRemedy = "Have an administrator of the QuickBooks company connect it again.";

    public static Failure NeverConnected { get; } = new(
        FailureKind.NeedsAttention, ReconnectCode, "The connection has no QuickBooks refresh token.", ReconnectRemedy);

    public static Failure Rejected { get; } = new(
        FailureKind.NeedsAttention, ReconnectCode, "QuickBooks rejects the connection's access token although it is fresh.", ReconnectRemedy);

    public static Failure Busy { get; } = new(
        FailureKind.Transient,
        "quickbooks.token-busy",
        "The QuickBooks token is being refreshed elsewhere and was not there in time.",
        "Nothing needs doing: it is tried again.");

    /// <summary>The tokens are stored and do not open: their key is out of reach for now, or is not there.</summary>
    public static Failure Closed(CredentialException closed) => closed.IsTransient
        ? new Failure(FailureKind.Transient, "quickbooks.credentials-locked", closed.Message, "Nothing needs doing: it is tried again.")
        : new Failure(FailureKind.NeedsAttention, "quickbooks.credentials", closed.Message, "Restore the key, or have the company connected again.");

    /// <param name="bound">The environment that the tokens are bound to.</param>
    /// <param name="own">The environment of this host; empty when it has none.</param>
    public static Failure OtherEnvironment(string bound, string own) => new(
        FailureKind.NeedsAttention,
        "quickbooks.other-environment",
        $"The connection's tokens belong to the environment '{bound}', and this host {(own.Length > 0 ? $"belongs to '{own}'" : "names none")}: using them here would end the connection there.",
        "Connect the company anew in this environment, or set QuickBooks:Environment where the tokens belong.");

    public static Failure Of(TokenAnswer answer) => answer.Kind switch
    {
        TokenAnswerKind.InvalidGrant => new Failure(
            FailureKind.NeedsAttention,
            ReconnectCode,
            "QuickBooks no longer accepts the connection's refresh token: access was revoked, ran out, or the token was used elsewhere.",
            ReconnectRemedy),
        TokenAnswerKind.InvalidClient => new Failure(
            FailureKind.NeedsAttention,
            "quickbooks.client-secret",
            "Intuit does not accept this app's client id and secret.",
            "Correct QuickBooks:ClientId and QuickBooks:ClientSecret; connecting again does not help."),
        TokenAnswerKind.Refused => new Failure(
            FailureKind.Transient,
            "quickbooks.token-answer",
            "Intuit answered the token refresh without both tokens.",
            "Nothing needs doing: it is tried again."),
        _ => new Failure(
            FailureKind.Transient,
            "quickbooks.token-unreachable",
            "Intuit's token service could not be reached.",
            "Nothing needs doing: it is tried again.")
        {
            RetryAfter = answer.Wait,
        },
    };

    /// <summary>Why the code of a consent gave no tokens.</summary>
    public static Failure OfExchange(TokenAnswer answer) => answer.Kind switch
    {
        TokenAnswerKind.InvalidClient => Of(answer),
        TokenAnswerKind.InvalidGrant => new Failure(
            FailureKind.Permanent,
            "quickbooks.code-used",
            "Intuit no longer accepts this consent: it is older than 10 minutes or was used already.",
            "Start again."),
        TokenAnswerKind.NotSent => new Failure(
            FailureKind.Transient, "quickbooks.token-unreachable", "Intuit's token service could not be reached, and the consent cannot be kept.", "Start again in some minutes."),
        TokenAnswerKind.Lost => new Failure(
            FailureKind.Permanent,
            "quickbooks.exchange-lost",
            "Intuit's answer to the consent did not arrive, and a consent can be used once only.",
            "Start again; the new consent takes the place of this one."),
        _ => new Failure(
            FailureKind.Permanent, "quickbooks.token-answer", "Intuit answered the consent without both tokens.", "Start again."),
    };
}
