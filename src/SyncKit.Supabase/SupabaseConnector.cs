using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Authentication;

namespace SyncKit.Supabase;

/// <summary>Speaks the REST API of Supabase projects.</summary>
internal sealed class SupabaseConnector(ProjectClient client, ICredentialStore credentials) : IConnector
{
    public const string ConnectorName = "supabase";

    /// <inheritdoc/>
    public string Name => ConnectorName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        List<Finding> findings = [];
        try
        {
            ProjectKey key = await client.TryAsync(connection, cancellationToken).ConfigureAwait(false);
            if (key.Role == ApiKeyRole.Public)
            {
                findings.Add(new Finding(
                    FindingSeverity.Error,
                    SupabaseCredentials.ApiKey,
                    "The API key is the one for browsers, which cannot write past row-level security: copy a secret key from the project's settings (API Keys) and enter it."));
            }

            await CheckWebhooksAsync(connection, findings, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            findings.Add(new Finding(FindingSeverity.Error, SettingOf(exception.Failure.Code), $"{exception.Failure.Message} {exception.Failure.Remedy}"));
        }

        return findings;
    }

    private async Task CheckWebhooksAsync(Connection connection, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (ProjectClient.SettingsOf(connection).WebhookTables is not { Count: > 0 })
        {
            return;
        }

        StoredCredentials? stored = await credentials.FindAsync(connection.Id, "check the connection", cancellationToken).ConfigureAwait(false);
        if (stored?.Secrets.Find(SupabaseCredentials.WebhookSecret) is null)
        {
            findings.Add(new Finding(
                FindingSeverity.Warning,
                SupabaseCredentials.WebhookSecret,
                $"Tables are named whose webhooks are taken, but there is no webhook secret, so every delivery is refused: enter the one that the webhooks send in the header {SupabaseCredentials.WebhookSecretHeader}."));
        }
    }

    private static string SettingOf(string code) => code switch
    {
        ProjectFailure.KeyRejected or "supabase.credentials" or "supabase.permission" => SupabaseCredentials.ApiKey,
        ProjectFailure.SchemaHidden => "schema",
        _ => "url",
    };
}
