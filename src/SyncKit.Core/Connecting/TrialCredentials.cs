using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Connecting;

/// <summary>
/// Keeps the credentials of an attempt under an id of their own, encrypted as any others, until they belong to the connection: a fresh grant is durable before it is
/// used, and a host that dies leaves nothing that cannot be found and given up.
/// </summary>
internal sealed class TrialCredentials(ICredentialStore store)
{
    private const string SettingsName = "trial.settings";

    /// <summary>The id of an attempt's trial. A person can make no connection of that name without knowing the state.</summary>
    public static ConnectionId IdOf(ConnectAttempt attempt) => new(attempt.Connection.Tenant, attempt.Connection.Connector, $"trial.{attempt.StateHash[..40]}");

    public static Connection ConnectionOf(ConnectAttempt attempt, string settingsJson) =>
        new() { Id = IdOf(attempt), Settings = new ConnectionSettings(settingsJson) };

    /// <summary>Keeps what came first; <see langword="false"/> when something is there already.</summary>
    public async Task<bool> TryPutAsync(ConnectAttempt attempt, CredentialSet secrets, CancellationToken cancellationToken) =>
        await store.SaveAsync(IdOf(attempt), secrets, 0, "connect: keep until it is checked", cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Keeps a grant and the settings it goes with, over what is there.</summary>
    public Task PutAsync(ConnectAttempt attempt, CredentialSet secrets, string settingsJson, CancellationToken cancellationToken) =>
        store.SaveAsync(IdOf(attempt), secrets.With(SettingsName, settingsJson), null, "connect: keep until it is checked", cancellationToken);

    public async Task<CredentialSet?> FindAsync(ConnectAttempt attempt, CancellationToken cancellationToken) =>
        (await store.FindAsync(IdOf(attempt), "connect", cancellationToken).ConfigureAwait(false))?.Secrets;

    public Task DeleteAsync(ConnectAttempt attempt, CancellationToken cancellationToken) =>
        store.DeleteAsync(IdOf(attempt), "connect: the attempt is over", cancellationToken);

    /// <summary>The settings that a kept grant goes with; <see langword="null"/> when it has none yet.</summary>
    public static string? SettingsOf(CredentialSet secrets) => secrets.Find(SettingsName)?.Reveal();

    /// <summary>The credentials alone.</summary>
    public static CredentialSet Bare(CredentialSet secrets) => secrets.With(SettingsName, null);
}
