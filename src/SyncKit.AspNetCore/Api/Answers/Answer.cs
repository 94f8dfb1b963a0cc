using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>What calls end with. The app's own JSON settings have no say in it.</summary>
internal static class Answer
{
    public static JsonHttpResult<T> Ok<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    public static IResult Created<T>(HttpContext context, string path, T value, JsonTypeInfo<T> type)
    {
        context.Response.Headers.Location = path;
        return TypedResults.Json(value, type, contentType: null, StatusCodes.Status201Created);
    }

    public static IResult Nothing { get; } = TypedResults.NoContent();

    public static IResult Problem(ApiProblem problem) => new ProblemAnswer(problem);
}
