using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>The version of a connection's settings as an entity tag.</summary>
internal static class SettingsETag
{
    public static void Write(HttpContext context, int version) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>The version that the caller read; <see langword="null"/> when he replaces whatever is there.</returns>
    public static int? Read(ApiCall call)
    {
        string text = call.Http.Request.Headers.IfMatch.ToString();
        if (text.Length == 0)
        {
            throw new ProblemException(Problems.NoPrecondition());
        }

        if (text == EntityTagHeaderValue.Any.ToString())
        {
            return null;
        }

        return int.TryParse(text.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? version
            : throw new ProblemException(Problems.Field("If-Match", "The header If-Match is not the ETag of a connection, for example \"3\"."));
    }
}
