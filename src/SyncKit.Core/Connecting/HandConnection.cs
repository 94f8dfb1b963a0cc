using System.Security.Cryptography;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>Connects an account with credentials that were entered by hand, once they passed the connector's own check.</summary>
internal sealed class HandConnection(
    IEnumerable<IConnector> connectors,
    ConsentFlows flows,
    IConnectAttemptStore attempts,
    IConnectionStore connections,
    TrialCredentials trials,
    GrantTrial trial,
    AccountBinding binding,
    Promotion promotion)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly Uri NoCallback = new("about:blank");

    public async Task<ConnectOutcome> RunAsync(ConnectionId id, string settingsJson, CredentialSet secrets, CancellationToken cancellationToken)
    {
        IConnector? connector = connectors.FirstOrDefault(candidate => candidate.Name == id.Connector);
        if (connector is null)
        {
            return new ConnectOutcome { Refusal = ConnectRefusals.NoSuchConnector(id.Connector) };
        }

        ConnectAttempt attempt = await BeginAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            await trials.PutAsync(attempt, secrets, settingsJson, cancellationToken).ConfigureAwait(false);
            return await TryAsync(connector, attempt, settingsJson, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await trial.DropAsync(attempt).ConfigureAwait(false);
        }
    }

    private async Task<ConnectOutcome> TryAsync(IConnector connector, ConnectAttempt attempt, string settingsJson, CancellationToken cancellationToken)
    {
        Connection tried = TrialCredentials.ConnectionOf(attempt, settingsJson);
        IReadOnlyList<Finding> findings = await connector.CheckAsync(tried, cancellationToken).ConfigureAwait(false);
        string errors = string.Join(' ', findings.Where(static finding => finding.Severity == FindingSeverity.Error).Select(static finding => finding.Message));
        if (errors.Length > 0)
        {
            return new ConnectOutcome { Refusal = ConnectRefusals.Checked(errors), Findings = findings };
        }

        Connection? existing = await connections.FindAsync(attempt.Connection, cancellationToken).ConfigureAwait(false);
        IConsentFlow? flow = flows.Find(connector.Name);
        ConsentedAccount? account = flow is null ? null : await flow.LookAsync(tried, attempt.Parameters, cancellationToken).ConfigureAwait(false);
        Failure? refusal = account is { IsGood: false } ? account.Refusal : null;
        bool sameAccount = flow is null && existing is not null;
        if (flow is not null && refusal is null)
        {
            string? bound = await binding.FindAsync(flow, attempt.Connection, existing, cancellationToken).ConfigureAwait(false);
            string? chosen = flow.AccountOf(tried.Settings);
            sameAccount = string.Equals(bound, chosen, StringComparison.Ordinal);
            refusal = await binding.ClaimAsync(attempt.Connection, bound, chosen, account!.Name!, false, cancellationToken).ConfigureAwait(false);
        }

        if (refusal is not null)
        {
            return new ConnectOutcome { Refusal = refusal, Findings = findings };
        }

        CredentialSet secrets = TrialCredentials.Bare((await trials.FindAsync(attempt, cancellationToken).ConfigureAwait(false))!);
        Connection connected = await promotion.RunAsync(attempt.Connection, settingsJson, secrets, sameAccount, cancellationToken).ConfigureAwait(false);
        flow?.Forget(attempt.Connection);
        return new ConnectOutcome { Connection = connected, AccountName = account?.Name ?? string.Empty, Note = account?.Note ?? string.Empty, Findings = findings };
    }

    /// <summary>An attempt that is settled from the beginning: what was entered by hand is forgotten when it is left over, and never revoked.</summary>
    private async Task<ConnectAttempt> BeginAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ConnectAttempt attempt = new()
        {
            StateHash = RandomNumberGenerator.GetHexString(64, lowercase: true),
            SessionHash = string.Empty,
            Connection = id,
            Callback = NoCallback,
            Parameters = new Dictionary<string, string>(),
            Actor = Actor.Current,
        };
        await attempts.AddAsync(attempt, Life, cancellationToken).ConfigureAwait(false);
        await attempts.SettleAsync(attempt.StateHash, cancellationToken).ConfigureAwait(false);
        return attempt;
    }
}
