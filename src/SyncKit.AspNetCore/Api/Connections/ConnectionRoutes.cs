using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connecting;
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
            .Does("addConnection", "Adds a connection and says what a check of it found. With credentials, nothing is stored unless a real call with them succeeds.")
            .Takes<ConnectionRequest>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable)
            .Gives<ConnectionAnswer>(StatusCodes.Status201Created);
        group.MapGet("/{connector}/{name}", FindAsync)
            .Does("getConnection", "Shows a connection with its settings and the names of its secrets. Its ETag is the version of the settings.")
            .Gives<ConnectionAnswer>();
        group.MapPut("/{connector}/{name}/settings", ReplaceSettingsAsync)
            .Does("replaceSettings", "Replaces a connection's settings, once a check with the new ones finds no error. If-Match names the version that was read.", "sameAccount")
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
        return Answer.Ok(new Page<ConnectionRow>([.. all.Select(ConnectionRow.Of)], null), ApiJson.Wire.PageConnectionRow);
    }

    internal static async Task<IResult> AddAsync(
        ApiCall call,
        CheckedConnections connections,
        IConnectionStore store,
        ConnectionSetup setup,
        CancellationToken cancellationToken)
    {
        ConnectionRequest request = await call.ReadAsync(ApiJson.Wire.ConnectionRequest).ConfigureAwait(false);
        ConnectionId id = new(call.Tenant, request.Connector, request.Name);
        string settings = SettingsText.Read(request.Settings);
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return Answer.Problem(Taken(id));
        }

        if (request.Credentials is { } credentials)
        {
            ConnectOutcome outcome = await setup
                .ConnectByHandAsync(id, settings, SecretText.Read(credentials), cancellationToken)
                .ConfigureAwait(false);
            return outcome.IsConnected
                ? Added(call, outcome.Connection, [.. credentials.Keys.Order(StringComparer.Ordinal)], outcome.Findings)
                : ConnectedAnswer.Of(outcome);
        }

        if (await connections.AddAsync(id, settings, cancellationToken).ConfigureAwait(false) is not { } added)
        {
            return Answer.Problem(Taken(id));
        }

        return Added(call, added, [], await connections.CheckAsync(id, cancellationToken).ConfigureAwait(false) ?? []);
    }

    private static IResult Added(ApiCall call, Connection added, IReadOnlyList<string> credentials, IReadOnlyList<Finding> findings)
    {
        SettingsETag.Write(call.Http, added.Settings.Version);
        return Answer.Created(
            call.Http,
            $"{call.Path}/{ConnectionText.Of(added.Id)}",
            ConnectionAnswer.Of(added, credentials, FindingAnswer.Of(findings)),
            ApiJson.Wire.ConnectionAnswer);
    }

    private static ApiProblem Taken(ConnectionId id) => Problems.Conflict(
        "connection.exists", $"There is a connection '{ConnectionText.Of(id)}' already.", "Replace its settings, or choose another name.");

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
            ApiJson.Wire.ConnectionAnswer);
    }

    internal static async Task<IResult> ReplaceSettingsAsync(
        ApiCall call,
        IConnectionStore connections,
        ConnectionSetup setup,
        CancellationToken cancellationToken)
    {
        int? version = SettingsETag.Read(call);
        bool sameAccount = call.Flag("sameAccount");
        string settings = SettingsText.Read(await call.ReadAsync(ApiJson.Wire.JsonElement).ConfigureAwait(false));
        if (await connections.FindAsync(call.Connection, cancellationToken).ConfigureAwait(false) is null)
        {
            return Answer.Problem(Unknown(call));
        }

        SettingsChange change = await setup
            .UpdateSettingsAsync(call.Connection, settings, sameAccount, version, cancellationToken)
            .ConfigureAwait(false);
        if (change.Connection is { } changed)
        {
            SettingsETag.Write(call.Http, changed.Settings.Version);
            return Answer.Ok(ConnectionAnswer.Of(changed, null, FindingAnswer.Of(change.Findings)), ApiJson.Wire.ConnectionAnswer);
        }

        return Answer.Problem(change.IsOutdated ? Problems.Changed() : Problems.Refused("settings.refused", change.Findings));
    }

    internal static async Task<IResult> CheckAsync(ApiCall call, CheckedConnections connections, CancellationToken cancellationToken) =>
        await connections.CheckAsync(call.Connection, cancellationToken).ConfigureAwait(false) is { } findings
            ? Answer.Ok(
                new CheckAnswer(findings.All(finding => finding.Severity != FindingSeverity.Error), FindingAnswer.Of(findings)),
                ApiJson.Wire.CheckAnswer)
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
