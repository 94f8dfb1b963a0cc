using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Authentication;
using SyncKit.Supabase.Checking;
using SyncKit.Supabase.Source;

namespace SyncKit.Supabase;

/// <summary>Speaks the REST API of Supabase projects.</summary>
internal sealed class SupabaseConnector(ProjectClient client, ICredentialStore credentials, TablesCheck tables, SourceCheck sources) : IConnector
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
            ProjectSession session = await client.OpenAsync(connection, "check the connection", cancellationToken).ConfigureAwait(false);
            if (session.Identity.Role == ApiKeyRole.Public)
            {
                findings.Add(new Finding(
                    FindingSeverity.Error,
                    SupabaseCredentials.ApiKey,
                    "The API key is the one for browsers, which cannot write past row-level security: copy a secret key from the project's settings (API Keys) and enter it, "
                        + $"or enter a user's token as {SupabaseCredentials.AccessToken} beside it."));
            }
            else
            {
                ApiDescription description = await DescribeAsync(session, cancellationToken).ConfigureAwait(false);
                findings.AddRange(await tables.RunAsync(connection, session, description, cancellationToken).ConfigureAwait(false));
                findings.AddRange(await sources.RunAsync(connection, cancellationToken).ConfigureAwait(false));
            }

            await CheckWebhooksAsync(connection, findings, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            findings.Add(new Finding(FindingSeverity.Error, SettingOf(exception.Failure), $"{exception.Failure.Message} {exception.Failure.Remedy}"));
        }

        return findings;
    }

    /// <summary>A user may not be shown the description of the API and may write all the same.</summary>
    private static async Task<ApiDescription> DescribeAsync(ProjectSession session, CancellationToken cancellationToken)
    {
        try
        {
            return ApiDescription.Read(await ProjectClient.DescribeAsync(session, cancellationToken).ConfigureAwait(false));
        }
        catch (ConnectorException exception) when (session.Identity.IsUser && exception.Failure.Code is ProjectFailure.KeyRejected or "supabase.permission" or "supabase.not-found")
        {
            return ApiDescription.Empty;
        }
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

    /// <summary>What passes by itself is no setting's fault, and keeps no work from beginning.</summary>
    private static string SettingOf(Failure failure) => failure.Code switch
    {
        _ when failure.Kind is FailureKind.Transient or FailureKind.RateLimited or FailureKind.Uncertain => Finding.OfConnection,
        ProjectFailure.KeyRejected or "supabase.credentials" or "supabase.permission" => SupabaseCredentials.ApiKey,
        "supabase.token-rejected" => SupabaseCredentials.AccessToken,
        ProjectFailure.SchemaHidden => "schema",
        _ => "url",
    };
}
