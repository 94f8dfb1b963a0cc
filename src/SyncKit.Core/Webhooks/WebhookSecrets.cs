using System.Buffers.Text;
using System.Security.Cryptography;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Webhooks;

/// <summary>Makes and changes the secrets that connections' deliveries are signed with, under the names that all connectors share.</summary>
internal sealed class WebhookSecrets(ICredentialStore credentials)
{
    public const string Current = "webhook_secret";
    public const string Previous = "webhook_secret_previous";

    private const int RandomBytes = 32;
    private const int Attempts = 5;

    /// <summary>Text that nobody can guess and that a path, a header and JSON take as it is.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Makes a secret where there is none.</summary>
    public Task EnsureAsync(ConnectionId connection, CancellationToken cancellationToken) => ChangeAsync(
        connection,
        "make a webhook secret",
        static secrets => secrets.Find(Current) is null ? secrets.With(Current, Random()) : null,
        cancellationToken);

    /// <summary>Makes a new secret; the one that was in force is accepted beside it until the next change.</summary>
    public Task RotateAsync(ConnectionId connection, CancellationToken cancellationToken) => ChangeAsync(
        connection,
        "rotate the webhook secret",
        static secrets => secrets.With(Previous, secrets.Find(Current)?.Reveal()).With(Current, Random()),
        cancellationToken);

    private async Task ChangeAsync(
        ConnectionId connection, string reason, Func<CredentialSet, CredentialSet?> change, CancellationToken cancellationToken)
    {
        // Tokens of the same connection may be refreshed meanwhile; nothing of that is to be overwritten.
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            StoredCredentials? stored = await credentials.FindAsync(connection, reason, cancellationToken).ConfigureAwait(false);
            if (change(stored?.Secrets ?? CredentialSet.Of()) is not { } changed
                || await credentials.SaveAsync(connection, changed, stored?.Version ?? 0, reason, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The secrets of '{connection}' are being changed by somebody else all the time. Try again in a moment.");
    }
}
