namespace SyncKit.Credentials;

/// <summary>A connection's secrets as they were read.</summary>
/// <param name="Secrets">The secrets.</param>
/// <param name="Version">Counts the changes; saving names it, so that nobody overwrites what he has not seen.</param>
public sealed record StoredCredentials(CredentialSet Secrets, long Version);
