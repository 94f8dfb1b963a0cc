using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Documenting;

/// <summary>Says for the OpenAPI document what a route does, takes and answers.</summary>
internal static class Route
{
    /// <summary>Names an operation, sums it up, and says which parameters its query may have.</summary>
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder route, string operation, string summary, params string[] query) => route
        .WithMetadata(new OperationFacts(operation, query))
        .WithSummary(summary)
        .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError)
        .Produces(StatusCodes.Status401Unauthorized);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) => route
        .WithMetadata(new BodyFacts(typeof(T)))
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    public static RouteHandlerBuilder Streams<T>(this RouteHandlerBuilder route, string contentType) =>
        route.Produces<T>(StatusCodes.Status200OK, contentType);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            route.Produces<ApiProblem>(status, ProblemAnswer.ContentType);
        }

        return route;
    }
}
