using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>Why an account is not connected, in words for the person before the browser.</summary>
internal static class ConnectRefusals
{
    private const string StartAgain = "Start again from the page on which you chose to connect.";

    public static Failure UnknownAttempt { get; } = new(
        FailureKind.Permanent,
        "connect.unknown-attempt",
        "This link was used already, is older than 10 minutes, or did not begin here.",
        StartAgain);

    public static Failure OtherBrowser { get; } = new(
        FailureKind.Permanent,
        "connect.other-browser",
        "The connection was begun in another browser, so it is not finished in this one.",
        "If you did not begin it yourself, take the access back where you granted it. Otherwise start again, and stay in one browser.");

    public static Failure OtherAccount(ConnectionId connection, string bound, string chosen) => new(
        FailureKind.Permanent,
        "connect.other-account",
        $"The connection {connection.Name} belongs to the account {bound}, and you chose {chosen}.",
        "Start again and choose the account it belongs to, or connect the other one under a name of its own.");

    public static Failure History(ConnectionId connection, string bound, string chosen) => new(
        FailureKind.Permanent,
        "connect.has-history",
        $"The connection {connection.Name} cannot go over from {bound} to {chosen}: the ledger holds records or documents of {bound}, or work waits for it, and their ids mean something else there.",
        $"Connect {chosen} under a name of its own, and disconnect {connection.Name}.");

    public static Failure NoSuchConnector(string connector) => new(
        FailureKind.Permanent,
        "connect.no-flow",
        $"Accounts of '{connector}' cannot be connected here.",
        "Enter the credentials by hand, or add the connector to the host.");

    public static Failure Checked(string findings) => new(
        FailureKind.Permanent, "connect.check", findings, "Nothing was stored. Correct it and try again.");
}
