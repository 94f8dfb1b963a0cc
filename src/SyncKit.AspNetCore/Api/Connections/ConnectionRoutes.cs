using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>A tenant's accounts: what is set for them and whether they work.</summary>
internal static class ConnectionRoutes
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/connections").WithTags("Connections");
        group.MapGet("", ListAsync)
            .Does("listConnections", "Lists the tenant's connections.")
            .Gives<Page<ConnectionRow>>();
        group.MapPost("", AddAsync)
            .WithMetadata(new NewTenants())
            .Does("addConnection", "Adds a connection, without secrets and flows, and says what a check of it found.")
            .Takes<ConnectionRequest>()
            .Refuses(StatusCodes.Status409Conflict)
            .Gives<ConnectionAnswer>(StatusCodes.Status201Created);
        group.MapGet("/{connector}/{name}", FindAsync)
            .Does("getConnection", "Shows a connection with its settings and the names of its secrets. Its ETag is the version of the settings.")
            .Gives<ConnectionAnswer>();
        group.MapPut("/{connector}/{name}/settings", ReplaceSettingsAsync)
            .Does("replaceSettings", "Replaces a connection's settings, once a check with the new ones finds no error. If-Match names the version that was read.")
            .Takes<JsonElement>()
            .Refuses(
                StatusCodes.Status412PreconditionFailed,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status428PreconditionRequired,
                StatusCodes.Status503ServiceUnavailable)
            .Gives<ConnectionAnswer>();
        group.MapPost("/{connector}/{name}/check", CheckAsync)
            .Does("checkConnection", "Tries a connection for real. One that was parked works again at once when nothing keeps it from working any more.")
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable)
            .Gives<CheckAnswer>();
    }

    internal static async Task<IResult> ListAsync(ApiCall call, IConnectionStore connections, CancellationToken cancellationToken)
    {
        IReadOnlyList<Connection> all = await connections.ListAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new Page<ConnectionRow>([.. all.Select(ConnectionRow.Of)], null), ApiJson.Default.PageConnectionRow);
    }

    internal static async Task<IResult> AddAsync(ApiCall call, CheckedConnections connections, CancellationToken cancellationToken)
    {
        ConnectionRequest request = await call.ReadAsync(ApiJson.Default.ConnectionRequest).ConfigureAwait(false);
        ConnectionId id = new(call.Tenant, request.Connector, request.Name);
        if (await connections.AddAsync(id, SettingsText.Read(request.Settings), cancellationToken).ConfigureAwait(false) is not { } added)
        {
            return Answer.Problem(Problems.Conflict(
                "connection.exists",
                $"There is a connection '{request.Connector}/{request.Name}' already.",
                "Replace its settings, or choose another name."));
        }

        IReadOnlyList<Finding>? findings = await connections.CheckAsync(id, cancellationToken).ConfigureAwait(false);
        SettingsETag.Write(call.Http, added.Settings.Version);
        return Answer.Created(
            call.Http,
            $"{call.Path}/{request.Connector}/{request.Name}",
            ConnectionAnswer.Of(added, [], FindingAnswer.Of(findings ?? [])),
            ApiJson.Default.ConnectionAnswer);
    }

    internal static async Task<IResult> FindAsync(
        ApiCall call,
        IConnectionStore connections,
        ICredentialStore credentials,
        CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(call.Connection, cancellationToken).ConfigureAwait(false) is not { } connection)
        {
            return Answer.Problem(Unknown(call));
        }

        SettingsETag.Write(call.Http, connection.Settings.Version);
        return Answer.Ok(
            ConnectionAnswer.Of(connection, await NamesAsync(credentials, connection.Id, cancellationToken).ConfigureAwait(false)),
            ApiJson.Default.ConnectionAnswer);
    }

    internal static async Task<IResult> ReplaceSettingsAsync(
        ApiCall call,
        CheckedConnections connections,
        CancellationToken cancellationToken)
    {
        int? version = SettingsETag.Read(call);
        JsonElement settings = await call.ReadAsync(ApiJson.Default.JsonElement).ConfigureAwait(false);
        SettingsReplacement change = await connections
            .ReplaceSettingsAsync(call.Connection, SettingsText.Read(settings), version, cancellationToken)
            .ConfigureAwait(false);
        switch (change.Verdict)
        {
            case SettingsVerdict.Replaced:
                SettingsETag.Write(call.Http, change.Connection!.Settings.Version);
                return Answer.Ok(
                    ConnectionAnswer.Of(change.Connection, null, FindingAnswer.Of(change.Findings)), ApiJson.Default.ConnectionAnswer);
            case SettingsVerdict.Refused:
                return Answer.Problem(Problems.Refused("settings.refused", change.Findings));
            case SettingsVerdict.Outdated:
                return Answer.Problem(Problems.Changed(change.Connection!.Settings.Version));
            default:
                return Answer.Problem(Unknown(call));
        }
    }

    internal static async Task<IResult> CheckAsync(ApiCall call, CheckedConnections connections, CancellationToken cancellationToken) =>
        await connections.CheckAsync(call.Connection, cancellationToken).ConfigureAwait(false) is { } findings
            ? Answer.Ok(
                new CheckAnswer(findings.All(finding => finding.Severity != FindingSeverity.Error), FindingAnswer.Of(findings)),
                ApiJson.Default.CheckAnswer)
            : Answer.Problem(Unknown(call));

    internal static ApiProblem Unknown(ApiCall call) => Problems.NotFound($"The connection '{ConnectionText.Of(call.Connection)}'");

    /// <summary>Secrets that do not open are a matter for the operator; that does not hide the connection from its tenant.</summary>
    private static async Task<IReadOnlyList<string>?> NamesAsync(ICredentialStore credentials, ConnectionId id, CancellationToken cancellationToken)
    {
        try
        {
            StoredCredentials? stored = await credentials.FindAsync(id, "show which secrets are there", cancellationToken).ConfigureAwait(false);
            return stored?.Secrets.Names ?? [];
        }
        catch (CredentialException)
        {
            return null;
        }
    }
}
