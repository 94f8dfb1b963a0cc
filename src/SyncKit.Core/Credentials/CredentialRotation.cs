using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>
/// Brings the credentials of all tenants under the active key, for the operator of the host. Only the wrapping of data keys changes, so hosts go on reading,
/// saving and refreshing meanwhile. What is left is what is not under the key yet, so a rotation that was ended goes on with the next call, on any host, and
/// two at once do no harm.
/// </summary>
public sealed class CredentialRotation
{
    private const int Page = 100;
    private const int MostTries = 10;

    private readonly ISealedCredentialStore store;
    private readonly CredentialCipher cipher;
    private readonly CredentialTrail trail;
    private readonly IKeyProvider provider;

    internal CredentialRotation(ISealedCredentialStore store, CredentialCipher cipher, CredentialTrail trail, IKeyProvider provider)
    {
        this.store = store;
        this.cipher = cipher;
        this.trail = trail;
        this.provider = provider;
    }

    /// <summary>
    /// Wraps the data keys of all credentials that are not under the active key anew, each in a commit of its own that is in the audit trail. Run it once
    /// more when every host has the new key: one that had not may have saved under the old key meanwhile.
    /// </summary>
    /// <param name="progress">Hears of every step; <see langword="null"/> when nobody asks.</param>
    /// <param name="cancellationToken">Ends it between two credentials; what is done stays done.</param>
    /// <returns>How it ended: credentials that do not open are named there and stay as they are.</returns>
    /// <exception cref="CredentialException">The key provider is out of reach; the next call goes on from here.</exception>
    public async Task<RotationProgress> RotateAsync(IProgress<RotationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RotationProgress now = await BeginAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(now);
        ConnectionId? last = null;
        while (true)
        {
            IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>> page =
                await store.ListNotUnderKeyAcrossTenantsAsync(now.KeyId, last, Page, cancellationToken).ConfigureAwait(false);
            foreach ((ConnectionId connection, SealedCredentials stored) in page)
            {
                string? problem = await RewrapAsync(connection, stored, now.KeyId, cancellationToken).ConfigureAwait(false);
                now = problem is null
                    ? now with { Done = now.Done + 1 }
                    : now with { Failed = [.. now.Failed, new RotationFailure(connection, problem)] };
                progress?.Report(now);
                last = connection;
            }

            if (page.Count < Page)
            {
                return now with { Total = now.Done + now.Failed.Count };
            }

            if (await ActiveAsync(cancellationToken).ConfigureAwait(false) != now.KeyId)
            {
                // Another key was made active meanwhile: going on would take away from it what is under it by now.
                now = await BeginAsync(cancellationToken).ConfigureAwait(false);
                last = null;
            }
        }
    }

    /// <summary>How many credentials of all tenants need each key, by key id. A key that is not listed is needed by none.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<KeyUsage>> KeyUsageAsync(CancellationToken cancellationToken = default) =>
        store.CountByKeyAcrossTenantsAsync(cancellationToken);

    private async Task<string> ActiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await provider.GetActiveKeyIdAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not (CredentialException or OperationCanceledException))
        {
            throw new CredentialException("The key provider does not say which key is active.", unreachable) { IsTransient = true };
        }
    }

    private async Task<RotationProgress> BeginAsync(CancellationToken cancellationToken)
    {
        string active = await ActiveAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<KeyUsage> usage = await store.CountByKeyAcrossTenantsAsync(cancellationToken).ConfigureAwait(false);
        long total = usage.Sum(key => string.Equals(key.KeyId, active, StringComparison.Ordinal) ? key.WithoutDataKey : key.Credentials);
        return new RotationProgress(active, total, 0, []);
    }

    /// <returns>Why it could not be done; <see langword="null"/> when it is done.</returns>
    private async Task<string?> RewrapAsync(ConnectionId connection, SealedCredentials stored, string keyId, CancellationToken cancellationToken)
    {
        SealedCredentials? read = stored;
        for (int tries = 0; tries < MostTries; tries++)
        {
            SealedCredentials rewrapped;
            try
            {
                rewrapped = await cipher.RewrapAsync(connection, read, keyId, cancellationToken).ConfigureAwait(false);
            }
            catch (CredentialException broken) when (!broken.IsTransient)
            {
                await trail.AddAsync(connection, CredentialTrail.OpenFailed, $"rotate to key '{keyId}' (key '{read.KeyId}')", cancellationToken)
                    .ConfigureAwait(false);
                return broken.Message;
            }

            AuditEntry audit = trail.Entry(connection, CredentialTrail.Rewrapped, $"rotate from key '{read.KeyId}' to '{keyId}'");
            if (await store.ReplaceAsync(connection, read, rewrapped, audit, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            read = await store.FindAsync(connection, cancellationToken).ConfigureAwait(false);
            if (read is null || (read.KeyId == keyId && !read.WrappedKey.IsEmpty))
            {
                return null;
            }
        }

        return $"The credentials of '{connection}' were changed all the time. Rotate once more.";
    }
}
