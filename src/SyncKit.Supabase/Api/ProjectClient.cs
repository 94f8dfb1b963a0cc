using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Supabase.Authentication;

namespace SyncKit.Supabase.Api;

/// <summary>Speaks with the projects' REST API and turns what goes wrong into failures.</summary>
internal sealed class ProjectClient(IHttpClientFactory clients, ICredentialStore credentials)
{
    public const string HttpClientName = "SyncKit.Supabase";

    /// <summary>Begins to speak with a project.</summary>
    /// <param name="connection">The project.</param>
    /// <param name="reason">Why its key is needed, for the trail of credentials.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="ConnectorException">The settings or the credentials cannot be used.</exception>
    public async Task<ProjectSession> OpenAsync(Connection connection, string reason, CancellationToken cancellationToken)
    {
        SupabaseSettings settings = SettingsOf(connection);
        ProjectAddress address = AddressOf(settings);
        ProjectIdentity identity = await IdentityAsync(connection.Id, reason, cancellationToken).ConfigureAwait(false);
        return new ProjectSession(clients, connection, settings, address, identity);
    }

    /// <summary>Asks for the description of the API, to see whether the address, the key and the schema are good.</summary>
    /// <returns>The description, in JSON.</returns>
    /// <exception cref="ConnectorException">They are not, or the project could not be reached.</exception>
    public static async Task<ReadOnlyMemory<byte>> DescribeAsync(ProjectSession session, CancellationToken cancellationToken)
    {
        ProjectCall call = new(HttpMethod.Get, string.Empty) { Accept = "application/openapi+json, application/json" };
        HttpAnswer answer = await session.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && answer.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8)
            ? answer.Body
            : throw new ConnectorException(session.FailureOf(answer));
    }

    /// <summary>A connection's settings.</summary>
    /// <exception cref="ConnectorException">They cannot be read.</exception>
    public static SupabaseSettings SettingsOf(Connection connection)
    {
        try
        {
            return connection.Settings.As(SupabaseSettingsJson.Default.SupabaseSettings);
        }
        catch (JsonException exception)
        {
            throw Unusable(exception.Path is { Length: > 1 } path ? $"The settings cannot be read at {path}." : "The settings are not an object with a url.");
        }
    }

    private static ProjectAddress AddressOf(SupabaseSettings settings) =>
        ProjectAddress.TryRead(settings, out ProjectAddress? address, out string problem) ? address : throw Unusable(problem);

    private async Task<ProjectIdentity> IdentityAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        StoredCredentials? stored;
        try
        {
            stored = await credentials.FindAsync(connection, reason, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException exception)
        {
            throw new ConnectorException(
                exception.IsTransient
                    ? new Failure(FailureKind.Transient, "supabase.credentials-locked", exception.Message, "Nothing needs doing: it is tried again.")
                    : new Failure(FailureKind.NeedsAttention, "supabase.credentials", exception.Message, "Enter the API key again, or restore the key ring."),
                exception);
        }

        return stored?.Secrets.Find(SupabaseCredentials.ApiKey) is { } secret
            ? new ProjectIdentity(new ProjectKey(secret), stored.Secrets.Find(SupabaseCredentials.AccessToken))
            : throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "supabase.credentials",
                $"The connection {connection} has no {SupabaseCredentials.ApiKey}.",
                "Copy a secret key from the project's settings (API Keys) and enter it."));
    }

    private static ConnectorException Unusable(string problem) =>
        new(new Failure(FailureKind.NeedsAttention, "supabase.settings", problem, "Correct the connection's settings."));
}
