using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Reads a body of bounded size, strictly: what the API does not know is refused, not overlooked.</summary>
internal static class RequestBody
{
    /// <summary>Settings are the largest thing that is sent; they have a few kilobytes.</summary>
    public const int Most = 256 * 1024;

    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : notnull
    {
        byte[] body = await ReadBytesAsync(context).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type) is { } value
                ? value
                : throw new ProblemException(Problems.Invalid("The body is the JSON value null; send an object."));
        }
        catch (JsonException wrong)
        {
            // The exception's own words may repeat what was sent, which may be a secret.
            string where = wrong.Path is { Length: > 2 } path ? path[2..] : "body";
            throw new ProblemException(Problems.Field(
                where,
                where == "body" ? "The body is not a JSON object with the members that this route knows." : $"The field '{where}' is missing, unknown or has another form than it should."));
        }
    }

    private static async Task<byte[]> ReadBytesAsync(HttpContext context)
    {
        if (context.Request.ContentLength > Most)
        {
            throw new ProblemException(Problems.TooLarge(Most));
        }

        using MemoryStream buffer = new();
        byte[] part = new byte[8192];
        while (await context.Request.Body.ReadAsync(part, context.RequestAborted).ConfigureAwait(false) is var read and > 0)
        {
            if (buffer.Length + read > Most)
            {
                throw new ProblemException(Problems.TooLarge(Most));
            }

            buffer.Write(part, 0, read);
        }

        return buffer.ToArray();
    }
}
