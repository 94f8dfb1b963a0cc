using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>
/// Hands out each connection's access token and refreshes it when it is about to end. Two refreshes at once can end a connection for good, so
/// within the process one caller per connection refreshes, and across processes the one that the credential store lets.
/// </summary>
internal sealed class AccessTokens(ICredentialStore store, TokenEndpoint endpoint, IOptions<QuickBooksOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private const int MostLooks = 200;
    private const int LooksPerRead = 10;
    private const int MostSaves = 3;

    private readonly ConcurrentDictionary<ConnectionId, Entry> entries = new();
    /// <summary>A token for a call.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="rejected">A token that was answered with 401 and is not to be handed out again.</param>
    /// <param name="cancellationToken">Gives the wait up; a refresh that was sent is finished and stored all the same.</param>
    public Task<AccessToken> GetAsync(ConnectionId connection, Secret? rejected, CancellationToken cancellationToken)
    {
        Entry entry = entries.GetOrAdd(connection, static _ => new Entry());
        entry.UsedAt = time.GetUtcNow();
        return GetAsync(connection, entry, rejected, cancellationToken);
    }

    /// <summary>Renews a token whatever is left of it, unless another process did since; nobody who calls meanwhile has to wait.</summary>
    public Task<AccessToken> RenewAsync(ConnectionId connection, Secret? renewed, CancellationToken cancellationToken) =>
        GetAsync(connection, entries.GetOrAdd(connection, static _ => new Entry()), renewed, cancellationToken);

    /// <summary>The token that this process uses for a connection, if it was used within a while and ends within another; <see langword="null"/> otherwise.</summary>
    public Secret? FindEnding(ConnectionId connection, TimeSpan usedWithin, TimeSpan endsWithin)
    {
        DateTimeOffset now = time.GetUtcNow();
        return entries.TryGetValue(connection, out Entry? entry)
            && entry.Current is { } current
            && now - entry.UsedAt <= usedWithin
            && current.ExpiresAt - now <= endsWithin
                ? current.Token
                : null;
    }

    private async Task<AccessToken> GetAsync(ConnectionId connection, Entry entry, Secret? rejected, CancellationToken cancellationToken)
    {
        if (entry.Current is { } current && IsUsable(current.Token, current.ExpiresAt, rejected))
        {
            return AccessToken.Of(current.Token);
        }

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Current is { } fresh && IsUsable(fresh.Token, fresh.ExpiresAt, rejected))
            {
                return AccessToken.Of(fresh.Token);
            }

            return await ReadOrRefreshAsync(connection, entry, rejected, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException closed)
        {
            return AccessToken.Without(TokenFailures.Closed(closed));
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>
    /// Forgets a token that opens nothing, so that the next call takes what is stored: who reconnected meanwhile does not wait until the old one runs out.
    /// </summary>
    public void Forget(ConnectionId connection, Secret token)
    {
        if (entries.TryGetValue(connection, out Entry? entry) && entry.Current?.Token.Reveal() == token.Reveal())
        {
            entry.Current = null;
        }
    }

    /// <summary>Forgets all that is remembered of a connection.</summary>
    public void Forget(ConnectionId connection) => entries.TryRemove(connection, out _);

    private async Task<AccessToken> ReadOrRefreshAsync(ConnectionId connection, Entry entry, Secret? rejected, CancellationToken cancellationToken)
    {
        // Nobody else has this name, not even another call of this process.
        string owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        for (int look = 0; look < MostLooks; look++)
        {
            // A read is audited and an attempt to get the right is not; who gets the right reads in any case.
            if (look % LooksPerRead == 0
                && await ReadAsync(connection, entry, rejected, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return known;
            }

            if (await store.TryBeginRefreshAsync(connection, owner, RefreshLife, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    // From here on nothing is given up: an answer that is not stored is a connection that is lost.
                    return await RefreshAsync(connection, entry, rejected).ConfigureAwait(false);
                }
                finally
                {
                    await store.EndRefreshAsync(connection, owner, CancellationToken.None).ConfigureAwait(false);
                }
            }

            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
        }

        return AccessToken.Without(TokenFailures.Busy);
    }

    /// <summary>What is stored, if that settles it: a token that can be used, or that none can be had.</summary>
    private async Task<AccessToken?> ReadAsync(ConnectionId connection, Entry entry, Secret? rejected, CancellationToken cancellationToken)
    {
        StoredCredentials? stored = await store.FindAsync(connection, "call QuickBooks", cancellationToken).ConfigureAwait(false);
        if (stored?.Secrets.Find(QuickBooksCredentials.RefreshToken) is null)
        {
            return AccessToken.Without(TokenFailures.NeverConnected);
        }

        if (Foreign(stored.Secrets) is { } foreign)
        {
            return AccessToken.Without(foreign);
        }

        return TakeOver(entry, stored.Secrets, rejected) is { } token ? AccessToken.Of(token) : null;
    }

    private async Task<AccessToken> RefreshAsync(ConnectionId connection, Entry entry, Secret? rejected)
    {
        StoredCredentials? stored = await store.FindAsync(connection, "refresh the access token", CancellationToken.None).ConfigureAwait(false);
        if (stored?.Secrets.Find(QuickBooksCredentials.RefreshToken) is not { } refreshToken)
        {
            return AccessToken.Without(TokenFailures.NeverConnected);
        }

        if (Foreign(stored.Secrets) is { } foreign)
        {
            return AccessToken.Without(foreign);
        }

        if (TakeOver(entry, stored.Secrets, rejected) is { } token)
        {
            return AccessToken.Of(token);
        }

        string account = $"quickbooks-tokens/{connection}";
        TokenAnswer answer = await endpoint.RefreshAsync(account, refreshToken, CancellationToken.None).ConfigureAwait(false);
        if (answer.Kind == TokenAnswerKind.Lost)
        {
            // The lost answer may have held a new value; Intuit may still take the old one.
            answer = await endpoint.RefreshAsync(account, refreshToken, CancellationToken.None).ConfigureAwait(false);
        }

        if (answer.Kind == TokenAnswerKind.Granted)
        {
            return await StoreAsync(connection, entry, stored, refreshToken, answer).ConfigureAwait(false);
        }

        // A process that stalled past its right, or a person who reconnected, may have stored newer tokens meanwhile.
        StoredCredentials? newer = answer.Kind == TokenAnswerKind.InvalidGrant
            ? await store.FindAsync(connection, "refresh the access token", CancellationToken.None).ConfigureAwait(false)
            : null;
        return newer is not null && newer.Version != stored.Version && TakeOver(entry, newer.Secrets, rejected) is { } others
            ? AccessToken.Of(others)
            : AccessToken.Without(TokenFailures.Of(answer));
    }

    private async Task<AccessToken> StoreAsync(ConnectionId connection, Entry entry, StoredCredentials stored, Secret used, TokenAnswer answer)
    {
        for (int save = 0; save < MostSaves; save++)
        {
            CredentialSet secrets = TokenSecrets.Write(stored.Secrets, answer, options.Value.Environment);
            long? version = await store.SaveAsync(connection, secrets, stored.Version, "refreshed the access token", CancellationToken.None)
                .ConfigureAwait(false);
            if (version is not null)
            {
                entry.Current = new Granted(answer.AccessToken!, answer.AccessTokenExpiresAt);
                return AccessToken.Of(answer.AccessToken!);
            }

            StoredCredentials? newer = await store.FindAsync(connection, "refresh the access token", CancellationToken.None).ConfigureAwait(false);
            if (newer?.Secrets.Find(QuickBooksCredentials.RefreshToken)?.Reveal() != used.Reveal())
            {
                // Somebody reconnected or refreshed meanwhile; those tokens are the newer ones.
                return newer is not null && TakeOver(entry, newer.Secrets, null) is { } token
                    ? AccessToken.Of(token)
                    : AccessToken.Without(TokenFailures.Busy);
            }

            if (ExpiresAt(newer.Secrets) > answer.AccessTokenExpiresAt && TakeOver(entry, newer.Secrets, null) is { } later)
            {
                // The same value was refreshed later than here, by a process that took this one for dead.
                return AccessToken.Of(later);
            }

            stored = newer;
        }

        return AccessToken.Without(TokenFailures.Busy);
    }

    /// <summary>Why tokens may not be used here: they are bound to another environment.</summary>
    private Failure? Foreign(CredentialSet secrets) =>
        secrets.Find(QuickBooksCredentials.Environment)?.Reveal() is { } bound && !string.Equals(bound, options.Value.Environment, StringComparison.Ordinal)
            ? TokenFailures.OtherEnvironment(bound, options.Value.Environment)
            : null;

    private Secret? TakeOver(Entry entry, CredentialSet secrets, Secret? rejected)
    {
        if (secrets.Find(QuickBooksCredentials.AccessToken) is not { } token || ExpiresAt(secrets) is not { } expiresAt)
        {
            return null;
        }

        if (!IsUsable(token, expiresAt, rejected))
        {
            return null;
        }

        entry.Current = new Granted(token, expiresAt);
        return token;
    }

    private bool IsUsable(Secret token, DateTimeOffset expiresAt, Secret? rejected) =>
        expiresAt - time.GetUtcNow() >= Margin && token.Reveal() != rejected?.Reveal();

    private static DateTimeOffset? ExpiresAt(CredentialSet secrets) =>
        secrets.Find(QuickBooksCredentials.AccessTokenExpiresAt) is { } text
        && DateTimeOffset.TryParse(text.Reveal(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : null;

    private sealed record Granted(Secret Token, DateTimeOffset ExpiresAt);

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public volatile Granted? Current;

        private long usedAt;

        /// <summary>When somebody last asked for a call.</summary>
        public DateTimeOffset UsedAt
        {
            get => new(Volatile.Read(ref usedAt), TimeSpan.Zero);
            set => Volatile.Write(ref usedAt, value.UtcTicks);
        }
    }
}
