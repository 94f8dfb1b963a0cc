using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>Tries a grant that is kept for its attempt: either the connection gets it, or it is given up.</summary>
internal sealed class GrantTrial(ConsentFlows flows, IConnectAttemptStore attempts, TrialCredentials trials, AccountBinding binding, Promotion promotion)
{
    /// <param name="flow">The connector's flow.</param>
    /// <param name="attempt">The attempt, which was taken.</param>
    /// <param name="existing">The connection as it is; <see langword="null"/> when there is none of that name yet.</param>
    /// <param name="settingsJson">The settings that the grant goes with.</param>
    public async Task<ConnectOutcome> RunAsync(IConsentFlow flow, ConnectAttempt attempt, Connection? existing, string settingsJson)
    {
        CancellationToken never = CancellationToken.None;
        Connection tried = TrialCredentials.ConnectionOf(attempt, settingsJson);
        ConsentedAccount account = await flow.LookAsync(tried, attempt.Parameters, never).ConfigureAwait(false);
        if (!account.IsGood)
        {
            return await GiveUpAsync(flow, attempt, account.Refusal).ConfigureAwait(false);
        }

        string? bound = await binding.FindAsync(flow, attempt.Connection, existing, never).ConfigureAwait(false);
        string? chosen = flow.AccountOf(tried.Settings);
        if (await binding.ClaimAsync(attempt.Connection, bound, chosen, account.Name, attempt.AllowOtherAccount, never).ConfigureAwait(false) is { } other)
        {
            return await GiveUpAsync(flow, attempt, other).ConfigureAwait(false);
        }

        // Read once more: looking at the account may have renewed them.
        CredentialSet secrets = TrialCredentials.Bare((await trials.FindAsync(attempt, never).ConfigureAwait(false))!);
        await attempts.SettleAsync(attempt.StateHash, never).ConfigureAwait(false);
        bool sameAccount = string.Equals(bound, chosen, StringComparison.Ordinal);
        Connection connected = await promotion.RunAsync(attempt.Connection, settingsJson, secrets, sameAccount, never).ConfigureAwait(false);
        flow.Forget(attempt.Connection);
        await DropAsync(attempt).ConfigureAwait(false);
        return new ConnectOutcome { Connection = connected, AccountName = account.Name, Note = account.Note };
    }

    /// <summary>Gives up the grant that is kept for an attempt, if there is one, unless a connection has its account; says what is left to do at the system.</summary>
    public async Task<Failure?> RevokeAsync(IConsentFlow flow, ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        if (await trials.FindAsync(attempt, cancellationToken).ConfigureAwait(false) is not { } secrets)
        {
            return null;
        }

        string? account = TrialCredentials.SettingsOf(secrets) is { } settings ? flow.AccountOf(new ConnectionSettings(settings)) : null;
        bool held = account is not null
            && await flows.IsHeldAsync(attempt.Connection.Connector, account, null, cancellationToken).ConfigureAwait(false);
        return held ? null : await flow.RevokeAsync(TrialCredentials.IdOf(attempt), TrialCredentials.Bare(secrets), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets an attempt with what is kept for it.</summary>
    public async Task DropAsync(ConnectAttempt attempt)
    {
        await trials.DeleteAsync(attempt, CancellationToken.None).ConfigureAwait(false);
        await attempts.RemoveAsync(attempt.StateHash, CancellationToken.None).ConfigureAwait(false);
        flows.Find(attempt.Connection.Connector)?.Forget(TrialCredentials.IdOf(attempt));
    }

    private async Task<ConnectOutcome> GiveUpAsync(IConsentFlow flow, ConnectAttempt attempt, Failure refusal)
    {
        Failure? left = await RevokeAsync(flow, attempt, CancellationToken.None).ConfigureAwait(false);
        await DropAsync(attempt).ConfigureAwait(false);
        return new ConnectOutcome { Refusal = refusal, Note = left is null ? string.Empty : $"{left.Message} {left.Remedy}" };
    }
}
