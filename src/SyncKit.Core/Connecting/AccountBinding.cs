using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.Connecting;

/// <summary>Keeps a connection's name to the account it was first used with, because the ledger, references and cursors speak of that account.</summary>
internal sealed class AccountBinding(IConnectionStore connections, IReferenceStore references)
{
    /// <summary>The account that a connection belongs to, also when it was removed; <see langword="null"/> when it belongs to none.</summary>
    public async Task<string?> FindAsync(IConsentFlow flow, ConnectionId id, Connection? existing, CancellationToken cancellationToken)
    {
        if (existing is not null && flow.AccountOf(existing.Settings) is { } account)
        {
            return account;
        }

        IReadOnlyList<ResolvedReference> removed = await references.FindAsync(id, [AccountReference.Key], cancellationToken).ConfigureAwait(false);
        return removed is [{ } known, ..] ? known.Id : null;
    }

    /// <summary>Lets a connection belong to an account, or says why it cannot.</summary>
    /// <param name="id">Which connection.</param>
    /// <param name="bound">The account it belongs to; <see langword="null"/> when it belongs to none.</param>
    /// <param name="account">The account it is to belong to.</param>
    /// <param name="name">What that account is called.</param>
    /// <param name="allowOther">Whether it may be another one.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task<Failure?> ClaimAsync(
        ConnectionId id, string? bound, string? account, string name, bool allowOther, CancellationToken cancellationToken)
    {
        if (bound is null || string.Equals(bound, account, StringComparison.Ordinal))
        {
            return null;
        }

        if (!allowOther)
        {
            return ConnectRefusals.OtherAccount(id, bound, name);
        }

        return await connections.ForgetAccountAsync(id, cancellationToken).ConfigureAwait(false) ? null : ConnectRefusals.History(id, bound, name);
    }
}
