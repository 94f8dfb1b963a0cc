using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Flows;

namespace SyncKit.AspNetCore.Api.Flows;

/// <summary>Which flows the host declares, and between which connections a tenant has them on.</summary>
internal static class FlowRoutes
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/flows").WithTags("Flows");
        group.MapGet("", ListAsync)
            .Does("listFlows", "Lists the flows of the host, and where the tenant has them on.")
            .Gives<Page<FlowAnswer>>();
        group.MapPost("/{flow}/bindings", SwitchOnAsync)
            .Does("switchFlowOn", "Switches a flow on between two connections; doing so twice is the same as once.")
            .Takes<BindingAnswer>()
            .Refuses(StatusCodes.Status409Conflict)
            .GivesNothing();
        group.MapDelete("/{flow}/bindings", SwitchOffAsync)
            .Does("switchFlowOff", "Switches a flow off between two connections: nothing more enters, and what waits is still delivered.", "source", "destination")
            .Refuses(StatusCodes.Status400BadRequest)
            .GivesNothing();
    }

    internal static async Task<IResult> ListAsync(ApiCall call, FlowCatalog flows, IConnectionStore connections, CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        ILookup<string, BindingAnswer> byFlow = bindings.ToLookup(
            binding => binding.Flow,
            binding => new BindingAnswer(ConnectionText.Of(binding.Source), ConnectionText.Of(binding.Destination)),
            StringComparer.Ordinal);
        return Answer.Ok(
            new Page<FlowAnswer>(
                [.. flows.All
                    .OrderBy(flow => flow.Name, StringComparer.Ordinal)
                    .Select(flow => new FlowAnswer(flow.Name, flow.Kind, flow.From, flow.To, [.. byFlow[flow.Name]]))],
                null),
            ApiJson.Wire.PageFlowAnswer);
    }

    internal static async Task<IResult> SwitchOnAsync(
        ApiCall call,
        FlowCatalog flows,
        IConnectionStore connections,
        ConnectionSetup setup,
        CancellationToken cancellationToken)
    {
        BindingAnswer binding = await call.ReadAsync(ApiJson.Wire.BindingAnswer).ConfigureAwait(false);
        if (flows.Find(call.Route("flow")) is not { } flow)
        {
            return Answer.Problem(Unknown(call));
        }

        ConnectionId source = await FindAsync(call, connections, "source", binding.Source, flow.From, cancellationToken).ConfigureAwait(false);
        ConnectionId destination = await FindAsync(call, connections, "destination", binding.Destination, flow.To, cancellationToken).ConfigureAwait(false);
        try
        {
            await setup.SwitchOnAsync(flow.Name, source, destination, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException taken)
        {
            return Answer.Problem(Problems.Conflict("flow.bound-elsewhere", taken.Message, "Switch it off there first, or use another flow."));
        }

        return Answer.Nothing;
    }

    internal static async Task<IResult> SwitchOffAsync(ApiCall call, FlowCatalog flows, ConnectionSetup setup, CancellationToken cancellationToken)
    {
        ConnectionId source = ConnectionText.Read(call.Tenant, "source", call.Need("source"));
        ConnectionId destination = ConnectionText.Read(call.Tenant, "destination", call.Need("destination"));
        return flows.Find(call.Route("flow")) is { } flow
            && await setup.SwitchOffAsync(flow.Name, source, destination, cancellationToken).ConfigureAwait(false)
                ? Answer.Nothing
                : Answer.Problem(Problems.NotFound($"The flow '{call.Route("flow")}' between the two connections"));
    }

    private static async Task<ConnectionId> FindAsync(
        ApiCall call,
        IConnectionStore connections,
        string field,
        string text,
        string connector,
        CancellationToken cancellationToken)
    {
        ConnectionId id = ConnectionText.Read(call.Tenant, field, text);
        if (!string.Equals(id.Connector, connector, StringComparison.Ordinal))
        {
            throw new ProblemException(Problems.Field(field, $"The {field} is '{text}'; this flow needs a connection of {connector} there."));
        }

        return await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null
            ? id
            : throw new ProblemException(Problems.Field(field, $"There is no connection '{text}'."));
    }

    private static ApiProblem Unknown(ApiCall call) => Problems.NotFound($"The flow '{call.Route("flow")}'");
}
