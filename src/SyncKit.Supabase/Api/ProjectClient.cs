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

    // Browsers' names make a project refuse a secret key.
    private const string UserAgent = "SyncKit";

    /// <summary>Asks for the description of the API, to see whether the address, the key and the schema are good.</summary>
    /// <returns>The key that was used.</returns>
    /// <exception cref="ConnectorException">They are not, or the project could not be reached.</exception>
    public async Task<ProjectKey> TryAsync(Connection connection, CancellationToken cancellationToken)
    {
        SupabaseSettings settings = SettingsOf(connection);
        ProjectAddress address = AddressOf(settings);
        ProjectKey key = await KeyAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        using HttpRequestMessage request = new(HttpMethod.Get, address.Rest);
        request.ForAccount(connection.Id.ToString());
        request.Headers.TryAddWithoutValidation("Accept", "application/openapi+json, application/json");
        request.Headers.TryAddWithoutValidation("Accept-Profile", settings.Schema);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        key.Give(request);
        HttpAnswer answer = await clients.CreateClient(HttpClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && answer.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8)
            ? key
            : throw new ConnectorException(ProjectFailure.Of(answer, address.Host, settings.Schema));
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

    private async Task<ProjectKey> KeyAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        StoredCredentials? stored;
        try
        {
            stored = await credentials.FindAsync(connection, "call the project", cancellationToken).ConfigureAwait(false);
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
            ? new ProjectKey(secret)
            : throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "supabase.credentials",
                $"The connection {connection} has no {SupabaseCredentials.ApiKey}.",
                "Copy a secret key from the project's settings (API Keys) and enter it."));
    }

    private static ConnectorException Unusable(string problem) =>
        new(new Failure(FailureKind.NeedsAttention, "supabase.settings", problem, "Correct the connection's settings."));
}
