using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Inbox;

namespace SyncKit.AspNetCore.Api.Inbox;

/// <summary>What waits.</summary>
internal static class InboxRoutes
{
    public static void Map(IEndpointRouteBuilder tenant) => tenant.MapGet("/inbox", ListAsync)
        .WithTags("Inbox")
        .Does("listInbox", "Lists the changes that wait in a flow.", "flow", "destination", "limit", "after")
        .Refuses(StatusCodes.Status400BadRequest)
        .Gives<Page<WaitingAnswer>>();

    internal static async Task<IResult> ListAsync(ApiCall call, IInbox inbox, CancellationToken cancellationToken)
    {
        InboxQuery query = new() { Flow = call.Need("flow"), Lane = call.QueryConnection("destination"), After = call.Query("after"), Limit = call.Limit() };
        InboxPage page = await inbox.ListAsync(call.Tenant, query, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new Page<WaitingAnswer>([.. page.Rows.Select(WaitingAnswer.Of)], page.Next), ApiJson.Wire.PageWaitingAnswer);
    }
}
