using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>What a person decides about a connection: its secrets, whether it works, and its end.</summary>
internal static class ConnectionLifeRoutes
{
    public static void Map(IEndpointRouteBuilder connection)
    {
        RouteGroupBuilder group = connection.MapGroup("").WithTags("Connections");
        group.AddEndpointFilter<RouteGroupBuilder, ConnectionGate>();
        group.MapPut("/credentials", SetCredentialsAsync)
            .Does("setCredentials", "Replaces all of a connection's secrets, once a real call with them succeeded. No answer ever shows them.")
            .Takes<CredentialsBody>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable)
            .Gives<ConnectedAnswer>();
        group.MapPost("/pause", PauseAsync)
            .Does("pauseConnection", "Stops work from and for a connection; what waits goes on waiting.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType)
            .GivesNothing();
        group.MapPost("/resume", ResumeAsync)
            .Does("resumeConnection", "Lets work go on that was paused.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status415UnsupportedMediaType)
            .GivesNothing();
        group.MapPost("/disconnect", DisconnectAsync)
            .Does("disconnectConnection", "Gives the account's access up: stops the work, revokes the access where the system has a call for that, and forgets the secrets.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType)
            .Gives<DisconnectedAnswer>();
        group.MapDelete("", RemoveAsync)
            .Does("removeConnection", "Disconnects and removes a connection with its flows; the ledger keeps what was booked.", "force")
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .GivesNothing();
    }

    internal static async Task<IResult> SetCredentialsAsync(
        ApiCall call,
        IConnectionStore connections,
        ConnectionSetup setup,
        CancellationToken cancellationToken)
    {
        CredentialsBody body = await call.ReadAsync(ApiJson.Wire.CredentialsBody).ConfigureAwait(false);
        CredentialSet secrets = SecretText.Read(body.Credentials);
        return await connections.FindAsync(call.Connection, cancellationToken).ConfigureAwait(false) is { } connection
            ? ConnectedAnswer.Of(await setup.ConnectByHandAsync(connection.Id, connection.Settings.Json, secrets, cancellationToken).ConfigureAwait(false))
            : Answer.Problem(ConnectionRoutes.Unknown(call));
    }

    internal static async Task<IResult> PauseAsync(ApiCall call, ConnectionSetup setup, CancellationToken cancellationToken)
    {
        await setup.PauseAsync(call.Connection, cancellationToken).ConfigureAwait(false);
        return Answer.Nothing;
    }

    internal static async Task<IResult> ResumeAsync(ApiCall call, ConnectionSetup setup, CancellationToken cancellationToken)
    {
        try
        {
            await setup.ResumeAsync(call.Connection, cancellationToken).ConfigureAwait(false);
            return Answer.Nothing;
        }
        catch (InvalidOperationException disconnected)
        {
            return Answer.Problem(Problems.Conflict("connection.disconnected", disconnected.Message, "Connect the account again, or set its credentials."));
        }
    }

    internal static async Task<IResult> DisconnectAsync(ApiCall call, ConnectionSetup setup, CancellationToken cancellationToken)
    {
        Failure? left = await setup.DisconnectAsync(call.Connection, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new DisconnectedAnswer(left is null, left?.Message, left?.Remedy), ApiJson.Wire.DisconnectedAnswer);
    }

    internal static async Task<IResult> RemoveAsync(ApiCall call, ConnectionSetup setup, CancellationToken cancellationToken) =>
        await setup.RemoveAsync(call.Connection, call.Flag("force"), cancellationToken).ConfigureAwait(false)
            ? Answer.Nothing
            : Answer.Problem(Problems.Conflict(
                "connection.busy",
                "Changes of this connection wait, or calls were sent whose outcome is not known.",
                "Wait until they are done, or remove it by force: what waits then counts as dismissed."));
}
