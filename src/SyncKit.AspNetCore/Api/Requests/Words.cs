using System.Text.Json;
using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Reads words of a fixed list.</summary>
internal static class Words
{
    public static T Read<T>(string field, string text)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(Of(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new ProblemException(Problems.Field(field, $"The field '{field}' is '{text}'; write one of {string.Join(", ", Enum.GetValues<T>().Select(Of))}."));
    }

    private static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
